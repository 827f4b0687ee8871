import { expect, test } from 'vitest';
import { derived } from '../../src/base/derived.js';

test('a derived value is the same object until one of its inputs is another', () => {
  let names: readonly string[] = ['ann'];
  let limit = 2;
  let made = 0;
  const shown = derived([() => names, () => limit], (all, most) => {
    made++;
    return all.slice(0, most);
  });
  expect(made).toBe(0);
  const first = shown();
  expect(first).toEqual(['ann']);
  expect(shown()).toBe(first);
  names = ['ann', 'bob', 'eve'];
  expect(shown()).toEqual(['ann', 'bob']);
  limit = 3;
  expect(shown()).toEqual(['ann', 'bob', 'eve']);
  expect(shown()).toBe(shown());
  expect(made).toBe(3);
});

test('a derived value that could not be made is made again when it is asked for', () => {
  let isBroken = true;
  const value = derived([], () => {
    if (isBroken) throw new Error('broken');
    return { ok: true };
  });
  expect(value).toThrow('broken');
  isBroken = false;
  expect(value()).toEqual({ ok: true });
});

test('a derived value can be an input of another one', () => {
  let count = 1;
  const parity = derived([() => count], (each) => each % 2);
  let made = 0;
  const text = derived([parity], (each) => {
    made++;
    return each === 0 ? 'even' : 'odd';
  });
  expect(text()).toBe('odd');
  count = 3;
  expect(text()).toBe('odd');
  expect(made).toBe(1);
  count = 4;
  expect(text()).toBe('even');
});
