import type { CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import { valueProblem, valueRank } from '../../model/value.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { isNothing, uncoveredOf } from '../decide/coverage.js';
import type { HeldRight, Holdings } from '../resolve/holdings.js';
import { mergeValues, type ValuedDefinition } from '../decide/values.js';
import { cutTimes, overlaps, spans } from '../decide/timeWindow.js';

/** The most that somebody may give: what it holds, and what its roles say that it may hand out beside it. */
export interface GiverHoldings {
  readonly held: Holdings;
  readonly gives?: Holdings;
}

/** Holdings before and after, and those of the giver. */
export interface Gain {
  readonly catalog: CatalogDefinition;
  readonly before: Holdings;
  readonly after: Holdings;
  readonly giver: GiverHoldings;
  /**
   * What before and after are: all that a member holds (`whole`), what a role gives to holders of whom nothing else is
   * known (`part`), or what somebody may hand out (`gives`).
   */
  readonly kind: 'whole' | 'part' | 'gives';
}

/**
 * Those permissions of which `after` holds more than `before` and the giver together: what an edit would give
 * beyond the giver's own reach, value or time (law 11). Plans and licences are not looked at: they gate the
 * person who uses a right, not the one who hands it on. What is on one's extensions is one's own, whichever these are.
 */
export function beyondCeiling(gain: Gain, permissions: Iterable<string>): string[] {
  const { catalog, before, after, giver } = gain;
  return [...permissions].filter((id) => {
    const definition = ownEntry(catalog.permissions, id);
    if (!definition) return false;
    if (definition.kind !== 'right') return givesMoreValue(gain, id, definition);
    return givesMoreReach(
      after.reachOf(id),
      before.reachOf(id),
      giver.held.reachOf(id),
      ...(giver.gives ? [giver.gives.reachOf(id)] : []),
    );
  });
}

function givesMoreReach(after: HeldRight, ...limits: readonly HeldRight[]): boolean {
  // A limit counts only where each of its denies still stands; otherwise lifting a deny would go unseen.
  const lifted = limits.map(({ denies }) => denies.filter((deny) => !after.isStillDenied(deny)));
  return after.allows.some((one) => {
    const outers = limits.filter((_, i) => !lifted[i]?.some(({ grant }) => overlaps(grant, one.grant)));
    const beyond = outers.reduce((left, limit) => limit.allowed(one, left), uncoveredOf(one.clause));
    return !isNothing(beyond);
  });
}

function givesMoreValue({ before, after, giver, kind }: Gain, id: string, definition: ValuedDefinition): boolean {
  const merged = (grants: readonly Grant[]) => valueRank(definition, mergeValues(definition, grants));
  const rank = kind === 'gives' ? (grants: readonly Grant[]) => topRank(definition, grants) : merged;
  // A default is no part of a role: what its holders have from elsewhere takes its place. A duty stays one.
  const isPart = kind === 'part' && definition.kind !== 'duty';
  const given = giver.gives?.grantsOf(id) ?? [];
  return cutTimes([...after.grantsOf(id), ...before.grantsOf(id), ...giver.held.grantsOf(id)]).some((window) =>
    views.some((view) => {
      const seen = (holdings: Holdings) => view(holdings.grantsOf(id).filter((grant) => spans(grant, window)));
      const most = Math.max(merged(seen(giver.held)), topRank(definition, view(given)));
      const [old, next] = [seen(before), seen(after)];
      if (isPart && old.length === 0) return next.length > 0 && rank(next) > most;
      return rank(next) > Math.max(rank(old), most);
    }),
  );
}

/** The highest of some values that may be handed out: each stands for itself, and none for the default. */
export function topRank(definition: ValuedDefinition, grants: readonly Grant[]): number {
  return grants.reduce(
    (most, { value }) =>
      valueProblem(definition, value) === undefined ? Math.max(most, valueRank(definition, value)) : most,
    -Infinity,
  );
}

/** Whether what only the server can decide holds, does not hold or is not known, a value stays within the limits. */
export const views: readonly ((grants: readonly Grant[]) => readonly Grant[])[] = [
  (grants) => grants.map(({ conditional: _, ...grant }) => grant),
  (grants) => grants.filter((grant) => !grant.conditional),
  (grants) => grants,
];
