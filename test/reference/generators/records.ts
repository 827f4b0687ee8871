import { fieldNames } from './catalogs.js';
import { type Draw, once, pick, several } from './draw.js';
import { ids, permissionNames } from './names.js';

/** A list with a hole in it. */
const holed: unknown[] = [];
holed[1] = 'a';

const oddValues: readonly unknown[] = [
  null,
  undefined,
  7,
  101,
  1.5,
  NaN,
  Infinity,
  2 ** 53,
  -0,
  true,
  {},
  { a: 'a' },
  [['a']],
  holed,
  new Date(0),
  Symbol.iterator,
  7n,
  101n,
  2n ** 64n,
  new String('a'),
  { toString: () => 'a' },
  () => 'a',
  '\ud800',
  'a\udfff',
  '\u{1f4de}',
];

function drawItem(draw: Draw): unknown {
  if (once(draw, 4)) return pick(draw, oddValues);
  return once(draw, 6) ? pick(draw, permissionNames) : pick(draw, ids);
}

/** A record with some of the fields, each an id, a list, or something that is none. */
export function drawRecord(draw: Draw): object {
  const record: Record<string, unknown> = once(draw, 8) ? Object.create(null) : {};
  for (const field of [...fieldNames, 'other']) {
    if (once(draw, 3)) continue;
    const value = once(draw, 3) ? several(draw, 0, 3, () => drawItem(draw)) : drawItem(draw);
    put(record, field.split('.'), value);
  }
  if (!once(draw, 3))
    put(
      record,
      ['yes'],
      several(draw, 0, 2, () => pick(draw, permissionNames.slice(0, 2))),
    );
  return once(draw, 10) ? Object.freeze(record) : record;
}

function put(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner: Record<string, unknown> = {};
  const before = into[name];
  if (typeof before === 'object' && before !== null) Object.assign(inner, before);
  into[name] = inner;
  put(inner, rest, value);
}

/** What is no record at all. */
export const notRecords: readonly unknown[] = [undefined, null, 'call', 7, true];
