import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { indexRecords } from '../../../src/evaluator/decide/indexRecords.js';
import type { GrantSet } from '../../../src/model/grant.js';
import { drawWorld, resourceOf } from '../../reference/agreement.js';
import { type Draw, once, pick, several } from '../../reference/generators/draw.js';
import { drawGrantSet } from '../../reference/generators/grants.js';
import { permissionNames } from '../../reference/generators/names.js';
import { drawRecord, notRecords } from '../../reference/generators/records.js';
import { runs } from '../../reference/runs.js';
import { unreadable } from '../../reference/generators/unreadable.js';

/** A list as no type checker would let it through: what is no record, and what cannot be read, among records. */
function drawList(draw: Draw): object[] {
  const kinds = several(draw, 1, 6, () => drawRecord(draw));
  return several(draw, 0, 30, () => {
    if (once(draw, 12)) return unreadable(pick(draw, kinds), pick(draw, ['owner', 'queue', 'ext']));
    return once(draw, 20) ? (pick(draw, notRecords) as object) : pick(draw, kinds);
  });
}

test('an index answers as the plain list does, also after the grants changed', () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const { catalog, now } = drawWorld(draw);
      const list = drawList(draw);
      const indexes = { call: indexRecords(catalog, 'call', list), mail: indexRecords(catalog, 'mail', list) };
      const sets: GrantSet[] = several(draw, 1, 3, () => drawGrantSet(draw, catalog));
      for (const may of sets.map((set) => createEvaluator(catalog, set, { now }))) {
        for (const id of permissionNames) {
          const plain = list.filter((record) => may.can(id, record));
          const [call, mail] = [may.filter(id, indexes.call), may.filter(id, indexes.mail)];
          const scoped = resourceOf(catalog, id) !== undefined;
          for (const kept of [may.filter(id, list), call, mail]) {
            // By identity: a comparison by content would trip over what cannot be read.
            expect(kept.map((record) => list.indexOf(record))).toEqual(
              scoped ? plain.map((record) => list.indexOf(record)) : [],
            );
          }
        }
      }
    }),
    { numRuns: runs(400), endOnFailure: true },
  );
});

test('a list with holes has no record in them', () => {
  const { catalog, set, now } =
    fc.sample(
      fc.gen().map((draw) => drawWorld(draw)),
      { numRuns: 1, seed: 1 },
    )[0] ?? {};
  if (!catalog || !set || now === undefined) throw new Error('There is no random world.');
  const id = permissionNames.find((name) => resourceOf(catalog, name)) ?? '';
  const may = createEvaluator(
    catalog,
    {
      ...set,
      catalog: catalog.id,
      expiresAt: now + 1,
      grants: [{ permission: id, effect: 'allow', from: 'member', scope: 'all' }],
    },
    { now },
  );
  const list: object[] = [];
  list[2] = {};
  expect(may.filter(id, list)).toEqual([{}]);
  expect(may.filter(id, indexRecords(catalog, 'call', list))).toEqual([{}]);
});
