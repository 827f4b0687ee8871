import type { CatalogDefinition } from '../model/catalog.js';
import type { Grant, GrantSet } from '../model/grant.js';
import { valueRank } from '../model/value.js';
import { type Clause, clauseOf, isCovered } from './clause.js';
import { mergeValues, type ValuedDefinition } from './values.js';
import { cutTimes, overlaps, spans, type Window } from './window.js';

/**
 * The permissions of which `after` holds more than `before` and the giver together: what an edit would give
 * beyond the giver's own reach, value or time (law 11). Plans and licences are not looked at: they gate whoever
 * uses a right, not whoever hands it on.
 */
export function beyondCeiling(
  catalog: CatalogDefinition,
  before: GrantSet,
  after: GrantSet,
  giver: GrantSet,
): string[] {
  const gained = extensionsBeside(after, before);
  const lost = extensionsBeside(before, after);
  return Object.entries(catalog.permissions)
    .filter(([id, definition]) => {
      const of = (set: GrantSet) => set.grants.filter((grant) => grant.permission === id);
      if (definition.kind !== 'right') return givesMoreValue(definition, of(after), of(before), of(giver));
      const scoped = definition.on !== undefined;
      const held = (set: GrantSet) =>
        of(set).map((grant) => ({ grant, clause: clauseOf(catalog, set.subject, grant, scoped) }));
      return givesMoreReach(
        held(after).map((one) => withExtensions(one, gained)),
        // A deny of one's own reaches less without the extensions that go.
        held(before).map((one) => (isDeny(one) ? withExtensions(one, lost) : one)),
        held(giver),
      );
    })
    .map(([id]) => id);
}

function extensionsBeside({ subject }: GrantSet, other: GrantSet): readonly string[] {
  return subject.extensions.filter((id) => !other.subject.extensions.includes(id));
}

interface Held {
  readonly grant: Grant;
  readonly clause: Clause;
}

/** One's own is also what is on one's extensions, so these count with it. */
function withExtensions(held: Held, extensions: readonly string[]): Held {
  const { clause } = held;
  if (!clause.own || extensions.length === 0) return held;
  const named = clause.in?.extension ?? [];
  if (typeof named === 'string') return held;
  return { ...held, clause: { ...clause, in: { ...clause.in, extension: [...named, ...extensions] } } };
}

function givesMoreReach(after: readonly Held[], ...limits: readonly (readonly Held[])[]): boolean {
  const denies = after.filter(isDeny);
  return after.some((one) => {
    if (isDeny(one)) return false;
    // A limit counts only where each of its denies still stands; otherwise lifting a deny would go unseen.
    const outers = limits.filter((limit) =>
      limit
        .filter((each) => isDeny(each) && overlaps(each.grant, one.grant))
        .every((each) => isStillDenied(each, denies)),
    );
    const allows = outers
      .flat()
      .filter(
        (each) => !isDeny(each) && spans(each.grant, one.grant) && (!each.grant.conditional || one.grant.conditional),
      );
    return !isCovered(
      one.clause,
      allows.map((each) => each.clause),
    );
  });
}

function isDeny({ grant }: Held): boolean {
  return grant.effect === 'deny';
}

function isStillDenied(deny: Held, denies: readonly Held[]): boolean {
  const same = denies.filter(
    (each) => spans(each.grant, deny.grant) && (!each.grant.conditional || deny.grant.conditional),
  );
  return isCovered(
    deny.clause,
    same.map((each) => each.clause),
  );
}

function givesMoreValue(
  definition: ValuedDefinition,
  after: readonly Grant[],
  ...limits: readonly (readonly Grant[])[]
): boolean {
  return cutTimes([...after, ...limits.flat()]).some((window) => {
    const rank = (grants: readonly Grant[]) => valueRank(definition, mergeValues(definition, inWindow(grants, window)));
    return rank(after) > Math.max(...limits.map(rank));
  });
}

function inWindow(grants: readonly Grant[], window: Window): Grant[] {
  return grants.filter((grant) => spans(grant, window) && !(grant.conditional && grant.effect === 'allow'));
}
