import type { CatalogDefinition, PermissionDefinition } from '../model/catalog.js';
import type { Grant, GrantSet } from '../model/grant.js';
import { valueRank } from '../model/value.js';
import { type Clause, clauseOf } from './clause.js';
import { isCovered } from './coverage.js';
import { mergeValues, type ValuedDefinition } from './values.js';
import { cutTimes, overlaps, spans } from './window.js';

/**
 * The permissions of which `after` holds more than `before` and the giver together: what an edit would give
 * beyond the giver's own reach, value or time (law 11). Plans and licences are not looked at: they gate whoever
 * uses a right, not whoever hands it on. `isWhole` is false where the sets are a role's, which is a part of what
 * its holders have.
 */
export function beyondCeiling(
  catalog: CatalogDefinition,
  before: GrantSet,
  after: GrantSet,
  giver: GrantSet,
  isWhole: boolean,
): string[] {
  const gained = extensionsBeside(after, before);
  const lost = extensionsBeside(before, after);
  return Object.entries(catalog.permissions)
    .filter(([id, definition]) => {
      if (definition.kind !== 'right')
        return givesMoreValue(definition, isWhole, grantsOf(after, id), grantsOf(before, id), grantsOf(giver, id));
      const held = (set: GrantSet) => heldOf(catalog, set, id, definition);
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

function grantsOf({ grants }: GrantSet, id: string): readonly Grant[] {
  return grants.filter((grant) => grant.permission === id);
}

/** One grant of a set, and how far it reaches for the set's subject. */
export interface Held {
  readonly grant: Grant;
  readonly clause: Clause;
}

/** All that a set says of one permission. */
export function heldOf(
  catalog: CatalogDefinition,
  set: GrantSet,
  id: string,
  definition: PermissionDefinition,
): readonly Held[] {
  const scoped = definition.kind === 'right' && definition.on !== undefined;
  return grantsOf(set, id).map((grant) => ({ grant, clause: clauseOf(catalog, set.subject, grant, scoped) }));
}

/** One's own is also what is on one's extensions, so these count with it. */
function withExtensions(held: Held, extensions: readonly string[]): Held {
  const { clause } = held;
  const named = clause.in?.extension ?? [];
  if (!clause.own || typeof named === 'string') return held;
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

/** Whether it takes away rather than gives. */
export function isDeny({ grant }: Held): boolean {
  return grant.effect === 'deny';
}

/** Whether all that one deny holds back, some denies hold back as well, for as long and as surely. */
export function isStillDenied(deny: Held, denies: readonly Held[]): boolean {
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
  isWhole: boolean,
  after: readonly Grant[],
  before: readonly Grant[],
  giver: readonly Grant[],
): boolean {
  const rank = (grants: readonly Grant[]) => valueRank(definition, mergeValues(definition, grants));
  // A default is no part of a role: what its holders have from elsewhere takes its place. A duty stays one.
  const isPart = !isWhole && definition.kind !== 'duty';
  return cutTimes([...after, ...before, ...giver]).some((window) =>
    views.some((view) => {
      const seen = (grants: readonly Grant[]) => view(grants.filter((grant) => spans(grant, window)));
      const [old, next, most] = [seen(before), seen(after), rank(seen(giver))];
      if (isPart && old.length === 0) return next.length > 0 && rank(next) > most;
      return rank(next) > Math.max(rank(old), most);
    }),
  );
}

/** Whether what only the server can decide holds, does not hold or is not known, a value stays within the limits. */
const views: readonly ((grants: readonly Grant[]) => readonly Grant[])[] = [
  (grants) => grants.map(({ conditional: _, ...grant }) => grant),
  (grants) => grants.filter((grant) => !grant.conditional),
  (grants) => grants,
];
