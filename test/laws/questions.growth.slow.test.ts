import { describe, expect, test } from 'vitest';
import { indexRecords } from '../../src/evaluator/decide/indexRecords.js';
import { toSql } from '../../src/evaluator/decide/toSql.js';
import type { RightDefinition } from '../../src/model/catalog.js';
import type { Scope } from '../../src/model/scope.js';
import { type GrantPart, mayOf, smallCatalog } from '../evaluator/small.js';

const right: RightDefinition = { kind: 'right', label: 'x', on: 'call' };
const catalog = smallCatalog({ permissions: { 'calls.view': right } });
const idsOf = (n: number, prefix = 'q') => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const grant = (scope: Scope, effect: 'allow' | 'deny' = 'allow'): GrantPart => ({
  permission: 'calls.view',
  effect,
  scope,
});
const inQueues = (...queue: readonly string[]): Scope => ({ in: { queue } });

/** The costliest grants of one right that there are, as far as we know; `n` says how much they hold. */
const worst: Readonly<Record<string, (n: number) => readonly GrantPart[]>> = {
  'an allow and a deny of the same ids': (n) => [
    grant(inQueues(...idsOf(n))),
    grant(inQueues(...idsOf(n).reverse()), 'deny'),
  ],
  'allows and denies of one id each': (n) =>
    idsOf(n).flatMap((id) => [grant(inQueues(id)), grant(inQueues(id), 'deny')]),
  'one allow of all ids, and a deny of each': (n) => [
    grant(inQueues(...idsOf(n))),
    ...idsOf(n).map((id) => grant(inQueues(id), 'deny')),
  ],
  'ids both in reach and as the limit': (n) => [
    grant({ in: { queue: idsOf(n), line: idsOf(n) }, within: { queue: idsOf(n), line: idsOf(n) } }),
    grant({ in: { line: idsOf(n) }, within: { queue: idsOf(n) } }, 'deny'),
  ],
  'allows of everything within one id each, and a deny of each': (n) =>
    idsOf(n / 10).flatMap((id) => [
      grant({ all: true, within: { queue: [id] } }),
      grant({ all: true, within: { queue: [id] } }, 'deny'),
    ]),
  'denies that are limited in another way each': (n) =>
    idsOf(n / 10).flatMap((id) => [
      grant({ in: { line: [id] }, within: { queue: ['q'] } }),
      grant({ in: { line: [`no ${id}`] }, within: { queue: ['q', id] } }, 'deny'),
    ]),
  'the same id again and again': (n) => [grant(inQueues(...Array.from({ length: n }, () => 'q')))],
};

/**
 * The least processor time of several runs of one question on evaluators that have answered nothing yet, in
 * milliseconds: unlike the time on the clock it leaves out what else the machine does.
 */
function leastTime(ask: () => unknown): number {
  let least = Infinity;
  for (let run = 0; run < 6; run += 1) {
    const start = process.cpuUsage();
    ask();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e3);
  }
  return least;
}

describe.each(Object.entries(worst))('of %s', (_, grantsOf) => {
  const records = idsOf(200).map((queue) => ({ queue, line: queue, ownerId: 'bob' }));
  const questions: Readonly<Record<string, (n: number) => () => unknown>> = {
    can: (n) => asked(n, (may) => may.can('calls.view', records[7] ?? {})),
    check: (n) => asked(n, (may) => may.check('calls.view', records[7] ?? {})),
    canSome: (n) => asked(n, (may) => may.canSome('calls.view')),
    scopeOf: (n) => asked(n, (may) => may.scopeOf('calls.view')),
    filter: (n) => asked(n, (may) => may.filter('calls.view', records)),
    index: (n) => asked(n, (may) => may.filter('calls.view', indexRecords(catalog, 'call', records))),
    sql: (n) => asked(n, (may) => toSql(may.where('calls.view'), { columns: { queue: 'q', line: 'l' } })),
  };
  const asked = (n: number, ask: (may: ReturnType<typeof mayOf>) => unknown) => {
    const grants = grantsOf(n);
    return () => ask(mayOf(catalog, grants));
  };

  test.each(Object.entries(questions))(
    'twenty times as much makes %s far from four hundred times as long',
    (__, make) => {
      const [some = 0, more = Infinity] = [1_000, 20_000].map((n) => leastTime(make(n)));
      // Twenty times n log n is 29; a square would be 400. What takes no time has no growth.
      expect(more / Math.max(some, 1)).toBeLessThan(150);
    },
  );
});

test('prerequisites that share prerequisites are decided once each', () => {
  const permissions: Record<string, RightDefinition> = {};
  for (let level = 0; level < 60; level += 1)
    for (const side of ['a', 'b'])
      permissions[`${side}${level}.use`] = {
        ...right,
        ...(level > 0 && { requires: [`a${level - 1}.use`, `b${level - 1}.use`] }),
      };
  const tall = smallCatalog({ permissions });
  const grants = Object.keys(permissions).map((permission): GrantPart => ({ permission, scope: inQueues('sales') }));
  const may = mayOf(tall, grants);
  const lacking = mayOf(tall, grants.slice(1));
  const call = { queue: 'sales' };
  expect([may.can('a59.use', call), may.check('a59.use', call).status, may.canSome('a59.use')]).toEqual([
    true,
    'allowed',
    true,
  ]);
  expect([lacking.can('a59.use', call), lacking.check('a59.use', call)]).toMatchObject([
    false,
    { status: 'denied', reason: 'prerequisite' },
  ]);
});
