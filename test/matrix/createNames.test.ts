import { expect, test } from 'vitest';
import { createNames } from '../../src/matrix/createNames.js';
import type { DirectoryEntry } from '../../src/model/directory.js';

const labelled = (ids: readonly string[]): DirectoryEntry[] => ids.map((id) => ({ id, label: id.toUpperCase() }));

function setUp(answer: (dimension: string, ids: readonly string[]) => Promise<readonly DirectoryEntry[]>) {
  const asked: (readonly [string, readonly string[]])[] = [];
  let changes = 0;
  const names = createNames({
    read: async (dimension, ids) => {
      asked.push([dimension, ids]);
      return answer(dimension, ids);
    },
    onChange: () => void changes++,
  });
  return { names, asked, changes: () => changes };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('what one screen asks for is read together, by dimension, and once', async () => {
  const { names, asked, changes } = setUp(async (_, ids) => labelled(ids));
  for (const id of ['a', 'b', 'a']) expect(names.nameOf('queue', id)).toBeUndefined();
  expect(names.nameOf('group', 'a')).toBeUndefined();
  await settled();
  expect(asked).toEqual([
    ['queue', ['a', 'b']],
    ['group', ['a']],
  ]);
  expect([names.nameOf('queue', 'a'), names.nameOf('queue', 'b'), names.nameOf('group', 'a')]).toEqual(['A', 'B', 'A']);
  expect([names.version(), changes()]).toEqual([2, 2]);
  await settled();
  expect(asked).toHaveLength(2);
});

test('an id that nobody knows stands for itself, and is not asked for again', async () => {
  const { names, asked, changes } = setUp(async () => []);
  for (let i = 0; i < 3; i++) {
    expect(names.nameOf('queue', 'gone')).toBeUndefined();
    await settled();
  }
  expect([asked.length, changes()]).toEqual([1, 0]);
});

test('names that could not be read are asked for again when they are next shown, and nothing is told meanwhile', async () => {
  let isDown = true;
  const { names, asked, changes } = setUp(async (_, ids) => {
    if (isDown) throw new Error('down');
    return labelled(ids);
  });
  names.nameOf('queue', 'a');
  await settled();
  expect([asked.length, changes()]).toEqual([1, 0]);
  isDown = false;
  names.nameOf('queue', 'a');
  await settled();
  expect([names.nameOf('queue', 'a'), asked.length]).toEqual(['A', 2]);
});

test('many ids, and long ones, are asked for in parts that an address has room for', async () => {
  const { names, asked } = setUp(async (_, ids) => labelled(ids));
  for (let i = 0; i < 250; i++) names.nameOf('queue', `q${i}`);
  for (let i = 0; i < 40; i++) names.nameOf('line', `${'ü'.repeat(200)}${i}`);
  await settled();
  expect(asked.filter(([dimension]) => dimension === 'queue').map(([, ids]) => ids.length)).toEqual([100, 100, 50]);
  for (const [, ids] of asked)
    expect(ids.length === 1 || encodeURIComponent(ids.map(encodeURIComponent).join()).length < 6_000).toBe(true);
  expect(asked.flatMap(([, ids]) => ids)).toHaveLength(290);
});
