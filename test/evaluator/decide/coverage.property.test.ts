// Whether one scope lies within others: the quick answer beside a slow one that looks at each part by itself.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Clause, resolveMine } from '../../../src/evaluator/decide/reachOf.js';
import { isCovered } from '../../../src/evaluator/decide/coverage.js';
import type { Reach, Scope } from '../../../src/model/scope.js';
import type { Subject } from '../../../src/model/subject.js';
import { type Draw, drawn, several } from '../../reference/generators/draw.js';
import { drawSubject } from '../../reference/generators/grants.js';
import { dimensionNames } from '../../reference/generators/names.js';
import { drawScope } from '../../reference/generators/scopes.js';
import { inScope } from '../../reference/reach.js';
import { runs } from '../../reference/runs.js';

type Part = 'all' | 'own' | readonly [dimension: string, reach: Reach];

const entries = (reaches: Clause['in']) => Object.entries(reaches ?? {}) as readonly (readonly [string, Reach])[];

const partsOf = (clause: Clause): readonly Part[] => [
  ...(clause.all ? (['all'] as const) : []),
  ...(clause.own ? (['own'] as const) : []),
  ...entries(clause.in).flatMap(([dimension, reach]): Part[] =>
    typeof reach === 'object' ? reach.map((id): Part => [dimension, [id]]) : [[dimension, reach]],
  ),
];

/** Clauses with the same limits say what one with all that they name says. */
function united(clauses: readonly Clause[]): readonly Clause[] {
  const limits = ({ within }: Clause) =>
    entries(within)
      .map(([id, reach]) => JSON.stringify([id, typeof reach === 'object' ? [...reach].sort() : reach]))
      .sort()
      .join(' ');
  return clauses.map((clause) => {
    const same = clauses.filter((other) => limits(other) === limits(clause));
    const reaches = same.flatMap((other) => entries(other.in));
    const reachOf = (dimension: string): Reach => {
      const named = reaches.filter(([id]) => id === dimension).map(([, reach]) => reach);
      return named.includes('any') ? 'any' : named.flatMap((reach) => (typeof reach === 'object' ? reach : []));
    };
    return {
      ...(same.some(({ all }) => all) && { all: true }),
      ...(same.some(({ own }) => own) && { own: true }),
      in: Object.fromEntries(reaches.map(([id]) => [id, reachOf(id)])),
      within: clause.within ?? {},
    };
  });
}

function lies(inner: Reach, outer: Reach | undefined): boolean {
  if (outer === undefined || outer === 'any') return outer === 'any';
  return typeof inner === 'object' && typeof outer === 'object' && inner.every((id) => outer.includes(id));
}

function slowly(inner: Clause, outers: readonly Clause[]): boolean {
  const limits = entries(inner.within);
  if (limits.some(([, reach]) => reach.length === 0)) return true;
  return partsOf(inner).every((part) =>
    united(outers).some((outer) => {
      const known = [...(typeof part === 'object' ? [part] : []), ...limits];
      const reachIn = (reaches: Clause['in'], id: string) => new Map(entries(reaches)).get(id);
      const isNamed = known.some(([id, reach]) => lies(reach, reachIn(outer.in, id)));
      const isReached = outer.all === true || (part === 'own' && outer.own === true) || isNamed;
      return (
        isReached &&
        entries(outer.within).every(([id, limit]) => known.some(([other, reach]) => other === id && lies(reach, limit)))
      );
    }),
  );
}

const drawCase = (draw: Draw) => {
  const subject = drawSubject(draw);
  const scope = () => drawScope(draw, dimensionNames.slice(0, 3));
  return { subject, inner: scope(), outers: several(draw, 0, 4, scope) };
};

const clausesOf = (subject: Subject, scopes: readonly Scope[]) => scopes.map((scope) => resolveMine(subject, scope));

test('a scope lies within others where each part of it does, those with the same limits united', () => {
  let covered = 0;
  fc.assert(
    fc.property(drawn(drawCase), ({ subject, inner, outers }) => {
      const [clause = {}] = clausesOf(subject, [inner]);
      const answer = isCovered(clause, clausesOf(subject, outers));
      if (answer) covered += 1;
      expect(answer).toBe(slowly(clause, clausesOf(subject, outers)));
    }),
    { numRuns: runs(5_000) },
  );
  expect(covered).toBeGreaterThan(0);
});

test('where it does, no record is in it that is in none of them', () => {
  fc.assert(
    fc.property(
      drawn(drawCase),
      fc.array(fc.constantFrom('a', 'b', 'c', '7', 'me', '101'), { maxLength: 4 }),
      (drawnCase, ids) => {
        const { subject, inner, outers } = drawnCase;
        const [clause = {}] = clausesOf(subject, [inner]);
        if (!isCovered(clause, clausesOf(subject, outers))) return;
        for (const [i, dimension] of dimensionNames.slice(0, 3).entries()) {
          const facts = {
            owner: ids.slice(3),
            consents: [],
            unread: new Set<string>(),
            dimensions: new Map([
              [dimension, ids.slice(0, 2)],
              [dimensionNames[(i + 1) % 3] ?? '', ids.slice(1, 3)],
            ]),
          };
          if (inScope(subject, inner, facts)) expect(outers.some((outer) => inScope(subject, outer, facts))).toBe(true);
        }
      },
    ),
    { numRuns: runs(5_000) },
  );
});
