import { expect, test } from 'vitest';
import { rowSources, rowWords } from '../../../../src/components/MatrixEditor/words/rowWords.js';
import type { Effect } from '../../../../src/matrix/effect.js';
import { permissionRows } from '../../../../src/matrix/row.js';
import type { Scope } from '../../../../src/model/scope.js';
import { adminNonAdmin } from '../../../../src/presets/index.js';

const row = permissionRows(adminNonAdmin, 'table').find(({ label }) => label === 'Access to Queue X');
const names = new Map([['q1', 'Sales']]);
const catalog = { ...adminNonAdmin, nameOf: (_dimension: string, id: string) => names.get(id) };

const effectOf = (reach: readonly Scope[]): Effect => ({
  on: reach.length > 0,
  reach,
  denied: [],
  replaceable: reach,
  value: undefined,
  sources: ['member'],
  via: [],
});

const cases: readonly (readonly [readonly Scope[], string])[] = [
  [[{ in: { queue: ['q1', 'q2'] } }], 'allowed: Sales, q2'],
  [[{ in: { queue: 'any' } }], 'allowed: any Queue'],
  [[{ in: { queue: 'mine' } }], 'allowed: their Queue'],
  [['all'], 'allowed: all'],
  [[{ own: true, in: { queue: ['q1'] } }], 'allowed: Sales'],
  [[{ in: { queue: ['q1'] } }, { in: { queue: ['q2'] } }], 'allowed: Sales; q2'],
  [[{ own: true }], 'not allowed'],
  [[], 'not allowed'],
];

test.each(cases)(
  'on the screen, on paper and in a file, a row that asked which queues says of %j: %s',
  (reach, words) => {
    expect(row?.at).toEqual({ asks: 'queue' });
    if (!row) return;
    const cell = { effective: effectOf(reach) };
    const place = { row, target: 'member:bob', cell } as const;
    expect(rowWords(catalog, place)).toBe(words);
    // What is off was given by nobody.
    expect(rowSources(catalog, place) !== '').toBe(words !== 'not allowed');
  },
);
