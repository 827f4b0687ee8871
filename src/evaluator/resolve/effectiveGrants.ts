// One pipeline, in the order of the laws: bundles, overrides, umbrellas, options, conflicts, restrictions, one canonical order.
import type { CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import type { Subject } from '../../model/subject.js';
import { bundle, ownEntry, roleGrants, type Wanted } from './roleGrants.js';
import { groupByPermission, opensOf } from '../../model/permissionOf.js';
import { compareText, grantKey, provenanceRank } from '../decide/canonical.js';
import { conflictsAmong } from './conflicts.js';
import { grantableTo } from './grantable.js';
import { narrowing } from './narrowing.js';
import { affecting } from './openers.js';
import { openGrants } from './openGrants.js';
import { isNever, outside, withinDates } from '../decide/timeWindow.js';

/** The part of a member that travels in a grant set. */
export function subjectOf({ id, tenant, roles, extensions, memberships, within, plan, licenses }: Member): Subject {
  return {
    id,
    tenant,
    roles,
    extensions,
    memberships,
    licenses,
    ...(within !== undefined && { within }),
    ...(plan !== undefined && { plan }),
  };
}

/** Options of `effectiveGrants`. */
export interface Effective {
  /** Without one: what somebody of whom nothing is known might hold in the member's place. */
  readonly subject?: Subject | undefined;
  /** Only what is held of these permissions. */
  readonly wanted?: Wanted;
  /** Leaves rights open that a conflict closes. */
  readonly withConflicts?: true;
}

/** The grants that a member holds. */
export function effectiveGrants(
  catalog: CatalogDefinition,
  member: Member,
  { subject, wanted, withConflicts }: Effective,
): Grant[] {
  // Whatever may open something of what is wanted has a part in it.
  const among = wanted && affecting(catalog, wanted);
  const isGrantable = grantableTo(catalog, member, among);
  const overrides = member.overrides
    .filter((override) => !among || among.has(override.permission))
    .map(withinDates)
    .filter((override) => !isNever(override));
  const own = overrides.map((override): Grant => ({ ...override, from: 'member' })).filter(isGrantable);
  const replacing = groupByPermission(own);
  const replaced = (grant: Grant) => outside(grant, replacing.get(grant.permission) ?? []);
  // What can only come with an option is part of the choice, so an override of the choice takes its place too.
  const settling = groupByPermission(own.flatMap((grant) => comingWith(catalog, grant)));
  const settled = (grant: Grant) => outside(grant, settling.get(grant.permission) ?? []);
  const packages = member.packages.flatMap((id) =>
    bundle(ownEntry(catalog.packages, id)?.grants, `package:${id}`, among),
  );
  const given = [
    ...bundle(catalog.baseline, 'baseline', among),
    ...member.roles.flatMap((id) => roleGrants(catalog, id, among)),
    ...packages.filter(isGrantable),
  ];
  const narrow = narrowing(catalog, member);
  const start = [...given.flatMap(replaced).flatMap(settled), ...own];
  const open = (closed: readonly Grant[]) =>
    openGrants(catalog, [...start, ...closed], { replaced, among, narrow, ...(subject && { subject }) });
  const opened = open([]);
  // What a conflict closes opens nothing either; whether it still is one without that is not asked again.
  const closed = withConflicts
    ? []
    : conflictsAmong(catalog, opened, { subject, narrow }).flatMap(({ denies }) => denies);
  const held = closed.length > 0 ? open(closed) : opened;
  return canonical((wanted ? held.filter(({ permission }) => wanted.has(permission)) : held).map(narrow));
}

/** An override of a choice, told of each right that nobody can give but by one of its options. */
function comingWith(catalog: CatalogDefinition, override: Grant): Grant[] {
  const choice = ownEntry(catalog.permissions, override.permission);
  if (choice?.kind !== 'choice') return [];
  return [...new Set(opensOf(choice))]
    .filter((id) => ownEntry(catalog.permissions, id)?.assignable === false)
    .map((permission) => ({ ...override, permission }));
}

/** One order and one copy of each, so that equal members have equal sets. */
function canonical(grants: readonly Grant[]): Grant[] {
  const keyed = [...new Map(grants.map((grant) => [grantKey(grant), grant]))];
  return keyed
    .sort(
      ([keyA, a], [keyB, b]) =>
        compareText(a.permission, b.permission) || provenanceRank(a) - provenanceRank(b) || compareText(keyA, keyB),
    )
    .map(([, grant]) => grant);
}
