import { expect, test } from 'vitest';
import { createMatrix } from '../../src/matrix/createMatrix.js';
import { groupByTarget, type MatrixChange, previewChanges } from '../../src/matrix/preview.js';
import { enqueue, queueOf } from '../../src/matrix/editQueue.js';
import type { TargetState } from '../../src/matrix/MatrixBackend.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Catalog, PermissionDefinition } from '../../src/model/catalog.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { open } from './support/openMatrix.js';
import { person, phones } from './support/phones.js';
import { handClock, scriptedBackend, settled } from './support/scriptedBackend.js';

/** A catalog with so many more rights, and a state of Ann. */
function large(count: number) {
  const more = Array.from({ length: count }, (_, i): [string, PermissionDefinition] => [
    `more.right${i}`,
    { kind: 'right', label: `Right ${i}` },
  ]);
  const catalog: Catalog = checkCatalog({
    ...phones,
    permissions: { ...phones.permissions, ...Object.fromEntries(more) },
  });
  const changes = more.map(([id]): MatrixChange => ({
    target: 'member:ann',
    field: `overrides.${id}`,
    next: [{ effect: 'deny' }],
  }));
  const state: TargetState = { kind: 'member', revision: 1, member: person('ann', 'agent') };
  return { catalog, changes, state };
}

/** How many decisions a dry run takes in which these changes are refused. */
function decisions(count: number, refused: readonly number[]) {
  const { catalog, changes, state } = large(count);
  const bad = new Set(refused.map((i) => `more.right${i}`));
  let asked = 0;
  const decide = (before: TargetState, after: TargetState) => {
    asked++;
    const news = (each: TargetState) => (each.kind === 'member' ? each.member.overrides : []).length;
    const isBad = after.kind === 'member' && after.member.overrides.some(({ permission }) => bad.has(permission));
    return isBad && news(after) >= news(before)
      ? ({ status: 'denied', reason: 'ceiling' } as const)
      : ({ status: 'allowed', by: [] } as never);
  };
  const preview = [...previewChanges({ catalog, shown: () => state, decide }, changes)].flat();
  return { asked, preview, changes };
}

test('a few refusals among many changes cost a few decisions, and every change is told of in its order', () => {
  const few = decisions(1_000, [3, 500, 999]);
  expect(few.preview.map(({ field }) => field)).toEqual(few.changes.map(({ field }) => field));
  expect(few.preview.filter(({ result }) => result === 'skip')).toHaveLength(3);
  expect(few.preview.filter(({ result }) => result === 'change')).toHaveLength(997);
  expect(few.asked).toBeLessThan(100);
  expect(decisions(1_000, []).asked).toBe(1);
});

test('an edit of one cell looks at that cell’s edit, however many others of its member are open', () => {
  const { changes, state } = large(400);
  let read = 0;
  const counted: TargetState = {
    ...state,
    kind: 'member',
    get member() {
      read++;
      return person('ann', 'agent');
    },
  };
  changes.reduce((queue, { field, next }) => enqueue(queue, { field, next }, 'staged'), queueOf(counted));
  expect(read).toBeLessThan(400 * 6);
});

test('changes are grouped by their target in one pass', () => {
  const of = (i: number): MatrixChange => ({ target: `member:m${i % 7}`, field: 'roles', next: [`${i}`] });
  const groups = groupByTarget(Array.from({ length: 70 }, (_, i) => of(i)));
  expect([...groups.values()].map((group) => group.length)).toEqual(Array.from({ length: 7 }, () => 10));
});

test('undo of thousands of cells leaves the page alone between its slices, and ends as one step', async () => {
  const members = Array.from({ length: 300 }, (_, i) => person(`m${i}`, 'agent'));
  const clock = handClock();
  const server = scriptedBackend(members);
  const boss = person('boss', 'admin');
  const matrix = createMatrix({
    catalog: phones,
    backend: server.backend,
    actor: resolveGrants(phones, boss),
    mode: 'staged',
    clock: clock.clock,
  });
  const stop = matrix.start();
  await settled();
  const changes = matrix.members().map((target): MatrixChange => ({
    target,
    field: 'overrides.calls.tag',
    next: [{ effect: 'allow', value: true }],
  }));
  matrix.edit(changes, 'Tags');
  expect(matrix.status().staged).toBe(300);
  matrix.undo();
  // What is asked for meanwhile waits for nobody: one step is undone at a time.
  matrix.undo();
  for (let i = 0; i < 2_000 && matrix.status().staged > 0; i++) await clock.pass(1);
  expect(matrix.status()).toMatchObject({ staged: 0, undo: undefined, redo: 'Tags' });
  matrix.redo();
  for (let i = 0; i < 2_000 && matrix.status().staged < 300; i++) await clock.pass(1);
  expect(matrix.status()).toMatchObject({ staged: 300, undo: 'Tags' });
  stop();
});

test('the counts of the status are those of the open edits', async () => {
  const { matrix } = await open({ mode: 'staged' });
  matrix.edit(
    [{ target: 'member:ann', field: 'overrides.calls.tag', next: [{ effect: 'allow', value: true }] }],
    'Tags',
  );
  matrix.edit([{ target: 'member:bob', field: 'roles', next: ['lead'] }], 'Role');
  expect(matrix.status()).toMatchObject({ staged: 2, unsaved: 0, failed: 0, conflicts: 0 });
  matrix.apply();
  expect(matrix.status()).toMatchObject({ staged: 0, unsaved: 2 });
  expect(matrix.openEdits()).toHaveLength(2);
});
