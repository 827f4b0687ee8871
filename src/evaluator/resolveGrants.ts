// One pipeline, in the order of the laws: bundles, overrides, umbrellas, options, one canonical order.
import type { Catalog, CatalogDefinition } from '../model/catalog.js';
import { type Grant, type GrantSet, grantSetFormat } from '../model/grant.js';
import type { Member } from '../model/member.js';
import type { Subject } from '../model/subject.js';
import { bundle, grantFrom, ownEntry, roleGrants } from './bundles.js';
import { compareText, grantKey, provenanceRank } from './canonical.js';
import { grantableTo } from './grantable.js';
import { openGrants } from './openGrants.js';
import { isNever, outside, withinDates } from './window.js';

/** What a resolved set is stamped with. */
export interface ResolveOptions {
  /** Grows with every change; 0 unless told. */
  readonly revision?: number;
  /** In milliseconds since 1970; 0 unless told. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}

/**
 * What a member effectively holds: baseline, roles and packages united, overrides in their place (law 7),
 * umbrellas and options opened (law 6), each grant with where it came from. What packages and overrides give
 * beyond what the member's roles may be given (`grantable`) is left out. The same member gives the same set, in
 * whatever order its lists are (law 2).
 */
export function resolveGrants<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  member: Member,
  { revision = 0, issuedAt = 0, expiresAt }: ResolveOptions = {},
): GrantSet {
  return {
    format: grantSetFormat,
    catalog: catalog.id,
    subject: subjectOf(member),
    revision,
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
    grants: effectiveGrants(catalog, member, member),
  };
}

/** The part of a member that travels in a grant set. */
export function subjectOf({ id, tenant, roles, extensions, memberships, plan, licenses }: Member): Subject {
  return { id, tenant, roles, extensions, memberships, licenses, ...(plan !== undefined && { plan }) };
}

/** What a member holds; without a subject, what somebody of whom nothing is known might hold in its place. */
export function effectiveGrants(catalog: CatalogDefinition, member: Member, subject?: Subject): Grant[] {
  const isGrantable = grantableTo(catalog, member);
  const overrides = member.overrides.map(withinDates).filter((override) => !isNever(override));
  const own = overrides.map((override): Grant => ({ ...override, from: 'member' })).filter(isGrantable);
  const replacing = groupByPermission(own);
  const replaced = (grant: Grant) => outside(grant, replacing.get(grant.permission) ?? []);
  // What can only come with an option is part of the choice, so an override of the choice takes its place too.
  const settling = groupByPermission(own.flatMap((grant) => comingWith(catalog, grant)));
  const settled = (grant: Grant) => outside(grant, settling.get(grant.permission) ?? []);
  const packages = member.packages.flatMap((id) => bundle(ownEntry(catalog.packages, id)?.grants, `package:${id}`));
  const given = [
    ...bundle(catalog.baseline, 'baseline'),
    ...member.roles.flatMap((id) => roleGrants(catalog, id)),
    ...packages.filter(isGrantable),
  ];
  return canonical(
    openGrants(catalog, [...given.flatMap(replaced).flatMap(settled), ...own], {
      replaced,
      ...(subject && { subject }),
    }),
  );
}

/** An override of a choice, told of each right that nobody can give but by one of its options. */
function comingWith(catalog: CatalogDefinition, override: Grant): Grant[] {
  const choice = ownEntry(catalog.permissions, override.permission);
  if (choice?.kind !== 'choice') return [];
  const opened = choice.options.flatMap(({ grants = [] }) =>
    grants.map((spec) => grantFrom(spec, 'member').permission),
  );
  return [...new Set(opened)]
    .filter((id) => ownEntry(catalog.permissions, id)?.assignable === false)
    .map((permission) => ({ ...override, permission }));
}

function groupByPermission(grants: readonly Grant[]): Map<string, Grant[]> {
  const groups = new Map<string, Grant[]>();
  for (const each of grants) groups.set(each.permission, [...(groups.get(each.permission) ?? []), each]);
  return groups;
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
