import fc from 'fast-check';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { asked, type Disagreement, disagreements, drawWorld, type World } from './agreement.js';
import { drawn } from './generators/draw.js';
import { referenceGrants } from './referenceGrants.js';

/**
 * Compares the two evaluators in random worlds: about grants as a backend may send them, and about a member's.
 * Returns how many (catalog, grants, question) triples were asked; fast-check prints seed and world on failure.
 */
export function assertAgreement(worlds: number): number {
  let questions = 0;
  const property = fc.property(drawn(drawWorld), (world) => {
    firstOf(world, disagreements(world, world.set));
    const { catalog, member, person: onBehalfOf } = world;
    const lawful = referenceGrants(catalog, member);
    const both = onBehalfOf ? { ...lawful, onBehalfOf: referenceGrants(catalog, onBehalfOf) } : lawful;
    firstOf(world, disagreements(world, resolveGrants(catalog, member, { onBehalfOf }), both));
    questions += 2 * asked(world);
  });
  fc.assert(property, { numRuns: worlds });
  return questions;
}

function firstOf(world: World, found: Generator<Disagreement>): void {
  const { value, done } = found.next();
  if (done) return;
  const { kind, permission, record, compiled, lawful } = value;
  throw new Error(
    `${kind} of '${permission}' at ${world.now} on ${JSON.stringify(record)}: compiled says ${JSON.stringify(compiled)}, the laws say ${JSON.stringify(lawful)}.`,
  );
}
