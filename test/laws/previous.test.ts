import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import type { RightDefinition } from '../../src/model/catalog.js';
import type { GrantSet } from '../../src/model/grant.js';
import { drawWorld, questions } from '../reference/agreement.js';
import { once, pick } from '../reference/generators/draw.js';
import { drawGrant, drawGrantSet, drawMoment, drawSubject } from '../reference/generators/grants.js';
import { permissionNames } from '../reference/generators/names.js';
import { runs } from '../reference/runs.js';
import { setOf, smallCatalog } from '../evaluator/small.js';

const answers = (may: Evaluator, records: readonly object[]) =>
  questions.map((id) => ({
    can: [...records, undefined].map((record) => may.can(id, record)),
    checks: [...records, undefined].map((record) => may.check(id, record)),
    some: may.canSome(id),
    where: may.where(id),
    scope: may.scopeOf(id),
    value: may.value(id),
  }));

test('an evaluator that takes over from a previous one answers as one that is made from nothing', () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const { catalog, records, ...world } = drawWorld(draw);
      let [set, now]: [GrantSet, number] = [world.set, world.now];
      let may = createEvaluator(catalog, set, { now });
      for (let change = 0; change < 5; change += 1) {
        // Some rights are compiled before the change and some are not.
        for (const id of permissionNames) if (once(draw, 2)) may.canSome(id);
        const grants = set.grants.filter(() => !once(draw, 6));
        if (once(draw, 2)) grants.push(drawGrant(draw, catalog, permissionNames));
        set = pick<() => GrantSet>(draw, [
          () => ({ ...set, grants }),
          // As it comes over the wire again.
          () => JSON.parse(JSON.stringify({ ...set, grants })) as GrantSet,
          () => ({ ...set, subject: once(draw, 2) ? drawSubject(draw) : { ...set.subject } }),
          () => drawGrantSet(draw, catalog),
        ])();
        now = once(draw, 2) ? drawMoment(draw) : now;
        may = createEvaluator(catalog, set, { now, previous: may });
        expect(answers(may, records)).toEqual(answers(createEvaluator(catalog, set, { now }), records));
      }
    }),
    { numRuns: runs(150), endOnFailure: true },
  );
});

const right: RightDefinition = { kind: 'right', label: 'x', on: 'call' };
const catalog = smallCatalog({
  permissions: { 'calls.view': right, 'calls.play': { ...right, requires: ['calls.view'] }, 'calls.hide': right },
});
const grants = ['calls.view', 'calls.play', 'calls.hide'].map((permission) => ({
  permission,
  scope: { in: { queue: ['sales', 'support'] } },
}));

/** Which rights are the same thing in two evaluators: a condition is made once for each right that is compiled. */
const kept = (before: Evaluator, after: Evaluator) =>
  ['calls.view', 'calls.play', 'calls.hide'].filter((id) => after.where(id) === before.where(id));

test('what says the same is not compiled again, and what it requires is part of what it says', () => {
  const before = createEvaluator(catalog, setOf(grants), { now: 0 });
  kept(before, before);
  const after = (changed: typeof grants, options = { now: 0 }) =>
    createEvaluator(catalog, setOf(changed), { ...options, previous: before });
  const changed = (id: string) =>
    grants.map((grant) => (grant.permission === id ? { ...grant, scope: { in: { queue: ['sales'] } } } : grant));
  expect(kept(before, after(structuredClone(grants)))).toEqual(['calls.view', 'calls.play', 'calls.hide']);
  expect(kept(before, after(changed('calls.hide')))).toEqual(['calls.view', 'calls.play']);
  expect(kept(before, after(changed('calls.play')))).toEqual(['calls.view', 'calls.hide']);
  expect(kept(before, after(changed('calls.view')))).toEqual(['calls.hide']);
});

test('another catalog or subject takes nothing over', () => {
  const before = createEvaluator(catalog, setOf(grants), { now: 0 });
  kept(before, before);
  const other = smallCatalog({ permissions: catalog.permissions });
  expect(kept(before, createEvaluator(other, setOf(grants), { now: 0, previous: before }))).toEqual([]);
  const bob = setOf(grants, {}, { id: 'bob' });
  expect(kept(before, createEvaluator(catalog, bob, { now: 0, previous: before }))).toEqual([]);
  const stranger = { grantSet: before.grantSet };
  expect(kept(before, createEvaluator(catalog, setOf(grants), { now: 0, previous: stranger }))).toEqual([]);
});
