import type { CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import { valueRank } from '../../model/value.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { isNothing, uncoveredOf } from '../decide/coverage.js';
import { type Held, type Holdings, isDeny, type HeldRight, reachOf } from '../resolve/holdings.js';
import { mergeValues, type ValuedDefinition } from '../decide/values.js';
import { cutTimes, overlaps, spans } from '../decide/timeWindow.js';

/** A member's holdings before and after, and those of the giver. */
export interface Gain {
  readonly catalog: CatalogDefinition;
  readonly before: Holdings;
  readonly after: Holdings;
  readonly giver: Holdings;
  /** `false` where before and after are a role's, which is a part of what its holders have. */
  readonly isWhole: boolean;
}

/**
 * Those permissions of which `after` holds more than `before` and the giver together: what an edit would give
 * beyond the giver's own reach, value or time (law 11). Plans and licences are not looked at: they gate the
 * person who uses a right, not the one who hands it on.
 */
export function beyondCeiling(
  { catalog, before, after, giver, isWhole }: Gain,
  permissions: Iterable<string>,
): string[] {
  const gained = extensionsBeside(after, before);
  const lost = extensionsBeside(before, after);
  return [...permissions].filter((id) => {
    const definition = ownEntry(catalog.permissions, id);
    if (!definition) return false;
    if (definition.kind !== 'right')
      return givesMoreValue(definition, isWhole, after.grantsOf(id), before.grantsOf(id), giver.grantsOf(id));
    return givesMoreReach(
      withExtensions(after.reachOf(id), gained),
      // A deny of one's own reaches less without the extensions that go.
      withExtensions(before.reachOf(id), lost, isDeny),
      giver.reachOf(id),
    );
  });
}

function extensionsBeside({ subject }: Holdings, other: Holdings): readonly string[] {
  if (subject.extensions === other.subject.extensions) return [];
  const known = new Set(other.subject.extensions);
  return subject.extensions.filter((id) => !known.has(id));
}

/** One's own is also what is on one's extensions, so these count with it. */
function withExtensions(
  reach: HeldRight,
  extensions: readonly string[],
  isMeant: (held: Held) => boolean = () => true,
): HeldRight {
  if (extensions.length === 0) return reach;
  return reachOf([...reach.allows, ...reach.denies].map((held) => (isMeant(held) ? withOwn(held, extensions) : held)));
}

function withOwn(held: Held, extensions: readonly string[]): Held {
  const { clause } = held;
  const named = clause.in?.extension ?? [];
  if (!clause.own || typeof named === 'string') return held;
  return { ...held, clause: { ...clause, in: { ...clause.in, extension: [...named, ...extensions] } } };
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
export const views: readonly ((grants: readonly Grant[]) => readonly Grant[])[] = [
  (grants) => grants.map(({ conditional: _, ...grant }) => grant),
  (grants) => grants.filter((grant) => !grant.conditional),
  (grants) => grants,
];
