// The five systems, asked by the compiled evaluator and by a plain reading of the laws that shares no code with it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../src/model/catalog.js';
import * as presets from '../../src/presets/index.js';
import { type Draw, once, pick, several, some } from '../reference/generators/draw.js';
import { readCondition } from '../reference/readCondition.js';
import { referenceEvaluator } from '../reference/referenceEvaluator.js';
import { referenceGrants } from '../reference/referenceGrants.js';
import { runs } from '../reference/runs.js';
import { drawMember, drawRecord } from './draw.js';

const catalogs: readonly (readonly [string, Catalog])[] = Object.entries(presets);

/** Each answer about one permission that the laws do not give. */
function unlawful(may: Evaluator, law: ReturnType<typeof referenceEvaluator>, id: string, records: readonly object[]) {
  const definition = may.catalog.permissions[id];
  if (definition?.kind !== 'right') return Object.is(may.value(id), law.value(id)) ? [] : [`value of ${id}`];
  const resource = definition.on === undefined ? undefined : may.catalog.resources[definition.on];
  const where = may.where(id);
  const asked = resource ? records : [undefined];
  const told = asked.flatMap((record) => {
    const allowed = law.can(id, record);
    const selected = resource && record ? readCondition(where, resource, record) : where === true;
    const isRight = may.can(id, record) === allowed && selected === allowed;
    const isSame = may.check(id, record).status === law.check(id, record).status;
    return isRight && isSame ? [] : [`${id} on ${JSON.stringify(record)}`];
  });
  const kept = law.filter(id, resource ? records : []);
  expect(may.filter(id, records)).toEqual(kept);
  return kept.length > 0 && !may.canSome(id) ? [...told, `anything of ${id}`] : told;
}

function drawRoles(draw: Draw, catalog: Catalog): readonly string[] {
  const roles = Object.keys(catalog.roles);
  return once(draw, 3) ? some(draw, [...roles, 'unheardOf'], 2) : [pick(draw, roles)];
}

test.each(catalogs)('%s is decided as a plain reading of the laws decides it', (_, catalog) => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const member = drawMember(draw, catalog, 'one', drawRoles(draw, catalog));
      const now = pick(draw, [5, 12, 15, 20]);
      const may = createEvaluator(catalog, resolveGrants(catalog, member), { now });
      const law = referenceEvaluator(catalog, referenceGrants(catalog, member), now, (id) => may.canSome(id));
      for (const [id, definition] of Object.entries(catalog.permissions)) {
        const resource =
          definition.kind === 'right' && definition.on !== undefined ? catalog.resources[definition.on] : undefined;
        const records = resource
          ? several(draw, 2, 4, () => drawRecord(draw, catalog, resource, ['one', 'another']))
          : [];
        expect(unlawful(may, law, id, records)).toEqual([]);
      }
    }),
    { numRuns: runs(30), endOnFailure: true },
  );
});
