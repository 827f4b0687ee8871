import type { CatalogDefinition, ChoiceDefinition, Implication, RightDefinition } from '../../model/catalog.js';
import type { Grant, Provenance } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { closedValue } from '../../model/value.js';
import { grantFrom, ownEntry } from './roleGrants.js';
import { groupByPermission, permissionOf } from '../../model/permissionOf.js';
import { compareText, grantKey } from '../decide/canonical.js';
import { clauseOf, namesSomething } from '../decide/reachOf.js';
import { conditionOf } from '../decide/condition.js';
import { openersAmong, openersOf } from './openers.js';
import { blockedBy } from '../decide/blockedBy.js';
import { mergeValues } from '../decide/values.js';
import { cutTimes, outside, spans } from '../decide/timeWindow.js';

/** Options of `openGrants`. */
export interface Opening {
  /** Without one, as for a role, everything opens that would open for somebody. */
  readonly subject?: Subject;
  /** Opens what would open for the subject with every plan and licence. */
  readonly ungated?: true;
  /** Returns the rest of a grant beside a member's overrides. */
  readonly replaced?: (grant: Grant) => readonly Grant[];
  /** Returns a grant with the reach that restrictions leave of it; what they leave nothing of opens nothing. */
  readonly narrow?: (grant: Grant) => Grant;
  /** Only these permissions open others. */
  readonly among?: ReadonlySet<string> | undefined;
  /** Umbrellas only: nothing comes with the options of choices. */
  readonly withoutOptions?: true;
}

/**
 * Adds what umbrellas and chosen options open (law 6), each before what it opens, so that what one opens can open
 * more. What takes no effect itself opens nothing that does: denied, out of its plan or licences, or reaching nothing.
 */
export function openGrants(
  catalog: CatalogDefinition,
  grants: readonly Grant[],
  { subject, ungated, replaced = (grant) => [grant], narrow = (grant) => grant, among, withoutOptions }: Opening = {},
): Grant[] {
  const held = groupByPermission(grants);
  const gated = ungated ? undefined : subject;
  const add = (grant: Grant) => {
    const group = held.get(grant.permission);
    if (group) group.push(grant);
    else held.set(grant.permission, [grant]);
  };
  for (const id of among ? openersAmong(catalog, among) : openersOf(catalog).order) {
    const permission = ownEntry(catalog.permissions, id);
    if (permission?.kind === 'choice' && withoutOptions) continue;
    const group = held.get(id) ?? [];
    const opened =
      permission?.kind === 'choice'
        ? openedByOption(catalog, id, permission, unique(group), isBlocked(catalog, gated, id))
        : permission?.kind === 'right'
          ? openedByUmbrella(catalog, id, permission, group, { subject, gated, narrow })
          : [];
    // What a member's own umbrella opens stands beside its overrides; what roles and packages open gives way.
    for (const grant of opened) (grant.via === 'member' ? [grant] : replaced(grant)).forEach(add);
  }
  return [...held.values()].flat();
}

/** One copy of each: what two umbrellas open opens the same once. */
function unique(grants: readonly Grant[]): readonly Grant[] {
  return grants.length < 2 ? grants : [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()];
}

function isBlocked(catalog: CatalogDefinition, subject: Subject | undefined, id: string): boolean {
  return subject !== undefined && blockedBy(catalog, subject, id) !== undefined;
}

/** The person that something opens for. */
interface Bearer {
  readonly subject: Subject | undefined;
  /** `undefined` where plans and licences are not looked at. */
  readonly gated: Subject | undefined;
  readonly narrow: (grant: Grant) => Grant;
}

function openedByUmbrella(
  catalog: CatalogDefinition,
  id: string,
  umbrella: RightDefinition,
  grants: readonly Grant[],
  { subject, gated, narrow }: Bearer,
): readonly Grant[] {
  const { implies = [] } = umbrella;
  // What is out of plan or licences itself takes no effect either way, and can say what it lacks.
  const targets = isBlocked(catalog, gated, id)
    ? implies.filter((implied) => isBlocked(catalog, gated, permissionOf(implied)))
    : implies;
  const denies = grants.filter((grant) => grant.effect === 'deny');
  const allows = grants.filter(
    (grant) => grant.effect === 'allow' && reachesSomething(catalog, umbrella, narrow(grant), subject),
  );
  // Only the source that is told of what opens: without it, two umbrellas over this one open the same through it.
  const sources = unique(allows.map((grant) => withSource(grant, grant.via ?? grant.from)));
  // Half an umbrella cannot be carried along, so while a deny of any reach is in force it opens nothing.
  const pieces = sources.flatMap((grant) => outside(grant, denies));
  return pieces.flatMap((piece) => impliedGrants(catalog, targets, piece));
}

function withSource(grant: Grant, source: Provenance): Grant {
  return { ...grant, from: source, via: source };
}

/** Whether an allow of a right reaches anything for its subject; for nobody in particular, whether it names anything. */
export function reachesSomething(
  catalog: CatalogDefinition,
  { on }: RightDefinition,
  grant: Grant,
  subject: Subject | undefined,
): boolean {
  if (subject === undefined) return namesSomething(grant.scope ?? (on === undefined ? 'all' : {}));
  const clause = clauseOf(catalog, subject, grant, on !== undefined);
  const resource = on === undefined ? undefined : catalog.resources[on];
  return resource === undefined ? clause.all === true : conditionOf(clause, subject, resource) !== false;
}

/** The grants that an umbrella opens, with its window and, unless declared otherwise, its scope. */
function impliedGrants(catalog: CatalogDefinition, implies: readonly Implication[], umbrella: Grant): Grant[] {
  const { startsAt, endsAt, conditional } = umbrella;
  return implies.map((implied): Grant => {
    const permission = permissionOf(implied);
    const scope = typeof implied === 'string' ? umbrella.scope : implied.scope;
    const target = ownEntry(catalog.permissions, permission);
    const scoped = target?.kind === 'right' && target.on !== undefined;
    return {
      permission,
      effect: 'allow',
      from: `implied:${umbrella.permission}`,
      via: umbrella.via ?? umbrella.from,
      ...(scoped && scope !== undefined && { scope }),
      ...(startsAt !== undefined && { startsAt }),
      ...(endsAt !== undefined && { endsAt }),
      ...(conditional && { conditional }),
    };
  });
}

/** The grants of the option that a choice is set to, for as long as it is set so. */
function openedByOption(
  catalog: CatalogDefinition,
  id: string,
  choice: ChoiceDefinition,
  grants: readonly Grant[],
  isBlocked: boolean,
): Grant[] {
  return cutTimes(grants).flatMap((window) => {
    const inForce = grants.filter((grant) => spans(grant, window));
    const chosen = isBlocked ? closedValue(choice) : mergeValues(choice, inForce);
    const givers = inForce.filter((grant) => grant.value === chosen);
    const sources = sourcesOf(catalog, givers.length > 0 ? givers : inForce);
    const specs = choice.options.find((option) => option.id === chosen)?.grants ?? [];
    return sources.flatMap((via) =>
      specs.map((spec): Grant => ({ ...grantFrom(spec, `implied:${id}`), via, ...window })),
    );
  });
}

/**
 * The same one of several sources in whatever order they come; the member's own, if it is one of them. Where each is a
 * role that is restricted, all of them: what comes with the option reaches as far as any of them does.
 */
function sourcesOf(catalog: CatalogDefinition, grants: readonly Grant[]): readonly Provenance[] {
  const sources = [...new Set(grants.map(({ via, from }) => via ?? from))].sort(compareText);
  const free = sources.filter((source) => !ownEntry(catalog.roles, source.replace(/^role:/, ''))?.within);
  if (sources.length > 0 && free.length === 0) return sources;
  return [free.includes('member') ? 'member' : (free[0] ?? 'baseline')];
}
