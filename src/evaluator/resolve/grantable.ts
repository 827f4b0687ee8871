import type { CatalogDefinition, GrantSpec, PermissionDefinition, RoleDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import type { Subject } from '../../model/subject.js';
import { closedValue, defaultValue, valueRank } from '../../model/value.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { bundle, ownEntry, roleGrants, type Wanted } from './roleGrants.js';
import { clauseOf } from '../decide/reachOf.js';
import { type Cover, coverOf, isNothing, uncoveredOf } from '../decide/coverage.js';
import { holderOf, narrowing } from './narrowing.js';
import { openersTo } from './openers.js';
import { openGrants } from './openGrants.js';

/**
 * The most that holders of these roles may have: what the roles give and what they say may be given beside it,
 * umbrellas opened, for one subject where one is given. `undefined` where there is no limit.
 */
export function grantableLimit(
  catalog: CatalogDefinition,
  roles: readonly string[],
  { subject, among }: { readonly subject?: Subject; readonly among?: Wanted } = {},
): readonly Grant[] | undefined {
  const held = roles.map((id) => ownEntry(catalog.roles, id)).filter((role) => role !== undefined);
  // Nobody escapes the limits of a catalog by having no role at all.
  const isLimited =
    Object.values(catalog.roles).some((role) => role.grantable) && held.every((role) => grantableOf(catalog, role));
  if (!isLimited) return undefined;
  const narrow = narrowing(catalog, subject ? { ...subject, roles } : holderOf(roles));
  const grants = [
    ...bundle(catalog.baseline, 'baseline', among),
    ...roles.flatMap((id) => [
      ...roleGrants(catalog, id, among).map(narrow),
      ...bundle(grantableOf(catalog, ownEntry(catalog.roles, id)), `role:${id}`, among),
    ]),
  ];
  const allows = grants.filter((grant) => grant.effect === 'allow');
  return openGrants(catalog, allows, { among, ...(subject && { subject }) });
}

/** The limit of what a role's holders may be given; for roles that an organisation made, the catalog may set one for all. */
export function grantableOf(
  { customRoles }: CatalogDefinition,
  role: Pick<RoleDefinition, 'grantable' | 'custom'> | undefined,
): readonly GrantSpec[] | undefined {
  return role?.grantable ?? (role?.custom ? customRoles?.grantable : undefined);
}

/**
 * Tells which grants may be given to a subject at all, by what its roles say. `among` holds all that is asked about,
 * and what may open it.
 */
export function grantableTo(catalog: CatalogDefinition, subject: Subject, among?: Wanted): (grant: Grant) => boolean {
  let known: ((grant: Grant) => boolean) | undefined;
  return (grant) => {
    if (grant.effect === 'deny') return true;
    if (isTooWide(ownEntry(catalog.permissions, grant.permission), grant)) return false;
    // Nearly all members have nothing of their own, so that nobody asks what they might be given.
    known ??= isWithin(catalog, subject, grantableLimit(catalog, subject.roles, { subject, among }));
    return known(grant);
  };
}

/** Whether a right that is given for one id (`single`) is given for several, or for none in particular. */
function isTooWide(definition: PermissionDefinition | undefined, { scope = {} }: Grant): boolean {
  if (definition?.kind !== 'right' || !definition.single) return false;
  if (scope === 'all' || scope.all || scope.own) return true;
  const [reach, ...others] = Object.values(scope.in ?? {});
  return typeof reach !== 'object' || reach.length !== 1 || others.length > 0;
}

function isWithin(
  catalog: CatalogDefinition,
  subject: Subject,
  limit: readonly Grant[] | undefined,
): (grant: Grant) => boolean {
  if (!limit) return () => true;
  // What only the server can decide is no licence to give it for certain.
  const [sure, all] = [limit.filter((each) => !each.conditional), limit].map((grants) =>
    limitOf(catalog, subject, grants),
  );
  return (grant) => (grant.conditional ? all : sure)?.(grant) === true;
}

/** Whether grants lie within a limit; what the limit says of one permission is made ready once. */
function limitOf(catalog: CatalogDefinition, subject: Subject, limit: readonly Grant[]): (grant: Grant) => boolean {
  const limits = groupByPermission(limit);
  const covers = new Map<string, Cover>();
  return (grant) => {
    const definition = ownEntry(catalog.permissions, grant.permission);
    const near = limits.get(grant.permission) ?? [];
    if (definition?.kind !== 'right') return definition !== undefined && isValueWithin(definition, grant, near);
    const clause = (each: Grant) => clauseOf(catalog, subject, each, definition.on !== undefined);
    const cover = covers.get(grant.permission) ?? coverOf(near.map(clause));
    covers.set(grant.permission, cover);
    const claimed = clause(grant);
    return near.length > 0 && isNothing(cover(claimed, uncoveredOf(claimed)));
  };
}

/** A value that is not one of the permission's own passes: merging values closes it. */
function isValueWithin(
  definition: Exclude<PermissionDefinition, { kind: 'right' }>,
  { value }: Grant,
  limits: readonly Grant[],
): boolean {
  const most = [closedValue(definition), defaultValue(definition), ...limits.map((limit) => limit.value)];
  return !(valueRank(definition, value) > Math.max(...most.map((each) => valueRank(definition, each))));
}

/** The permissions of which a member's packages and overrides give more than its roles may be given. */
export function notGrantable(catalog: CatalogDefinition, member: Member, wanted?: Wanted): readonly string[] {
  const given = [
    ...member.packages.flatMap((id) => bundle(ownEntry(catalog.packages, id)?.grants, `package:${id}`, wanted)),
    ...member.overrides.map((override): Grant => ({ ...override, from: 'member' })),
  ];
  const among = openersTo(
    catalog,
    given.map(({ permission }) => permission),
  );
  const isGrantable = grantableTo(catalog, member, among);
  return [...new Set(given.filter((grant) => !isGrantable(grant)).map((grant) => grant.permission))];
}
