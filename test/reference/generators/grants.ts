import type { CatalogDefinition } from '../../../src/model/catalog.js';
import type { Grant, GrantSet, GrantValue, Provenance } from '../../../src/model/grant.js';
import type { Member, Override } from '../../../src/model/member.js';
import type { Subject } from '../../../src/model/subject.js';
import { drawValue } from './catalogs.js';
import { type Draw, once, pick, several, some, whole } from './draw.js';
import {
  dimensionNames,
  ids,
  licenseNames,
  moments,
  packageNames,
  permissionNames,
  planNames,
  roleNames,
  strangers,
} from './names.js';
import { drawReaches, drawScope } from './scopes.js';

const provenances: readonly Provenance[] = ['baseline', 'member', 'role:agent', 'package:extra', 'implied:calls.a'];

/** A moment, before, within and after the small time. */
export const drawMoment = (draw: Draw): number => whole(draw, moments.min, moments.max);

const drawWindow = (draw: Draw, n: number) => ({
  ...(once(draw, n) && { startsAt: drawMoment(draw) }),
  ...(once(draw, n) && { endsAt: drawMoment(draw) }),
});

/** The person: ids of all sorts, memberships in some dimensions. */
export function drawSubject(draw: Draw): Subject {
  const memberships = some(draw, dimensionNames, 2).map((name) => [name, several(draw, 0, 2, () => pick(draw, ids))]);
  return {
    id: once(draw, 6) ? pick(draw, ids) : 'me',
    tenant: 't',
    roles: some(draw, roleNames, 2),
    extensions: some(draw, ['101', '102', 'a', ''], 3),
    memberships: Object.fromEntries(memberships) as Record<string, string[]>,
    licenses: some(draw, licenseNames, 2),
    ...(once(draw, 2) && { plan: pick(draw, planNames) }),
  };
}

/** A value that the permission takes, or now and then one that it does not. */
function drawAnyValue(draw: Draw, catalog: CatalogDefinition, id: string): GrantValue {
  const permission = catalog.permissions[id];
  if (permission === undefined || once(draw, 8))
    return pick<GrantValue>(draw, ['none', '', 0, 3, 99, 1.5, true, 'unlimited', 'constructor']);
  return drawValue(draw, permission);
}

/** A grant as a backend may send it: of any permission, with any scope. */
export function drawGrant(draw: Draw, catalog: CatalogDefinition, permissions: readonly string[]): Grant {
  const permission = pick(draw, permissions);
  const deny = once(draw, 5);
  return {
    permission,
    effect: deny ? 'deny' : 'allow',
    from: pick(draw, provenances),
    ...(!once(draw, 5) && { scope: drawScope(draw, dimensionNames) }),
    ...(catalog.permissions[permission]?.kind !== 'right' && { value: drawAnyValue(draw, catalog, permission) }),
    ...drawWindow(draw, 5),
    ...(once(draw, 8) && { conditional: true }),
    ...(deny && once(draw, 3) && { reason: pick(draw, ['rank', 'account'] as const) }),
  };
}

/** A grant set as a backend may send it, about few permissions so that grants meet. */
export function drawGrantSet(draw: Draw, catalog: CatalogDefinition): GrantSet {
  const names = [...some(draw, permissionNames, 2), pick(draw, permissionNames), ...some(draw, strangers, 20)];
  return {
    format: 'hookswitch/grants@1',
    catalog: once(draw, 20) ? 'another' : catalog.id,
    subject: drawSubject(draw),
    revision: 1,
    issuedAt: 0,
    ...(once(draw, 10) && { expiresAt: drawMoment(draw) }),
    grants: several(draw, 2, 14, () => drawGrant(draw, catalog, names)),
    ...(once(draw, 6) && {
      onBehalfOf: { subject: drawSubject(draw), grants: several(draw, 2, 14, () => drawGrant(draw, catalog, names)) },
    }),
  };
}

function drawOverride(draw: Draw, catalog: CatalogDefinition): Override {
  const permission = once(draw, 20) ? pick(draw, strangers) : pick(draw, permissionNames);
  const kind = catalog.permissions[permission]?.kind;
  return {
    permission,
    effect: once(draw, 3) ? 'deny' : 'allow',
    ...(kind === 'right' && !once(draw, 4) && { scope: drawScope(draw, dimensionNames) }),
    ...(kind !== 'right' && { value: drawAnyValue(draw, catalog, permission) }),
    ...drawWindow(draw, 3),
  };
}

/** A member with roles and packages, some of which the catalog lacks, and overrides that come and go. */
export function drawMember(draw: Draw, catalog: CatalogDefinition): Member {
  return {
    ...drawSubject(draw),
    roles: some(draw, [...roleNames, 'toString', '__proto__'], 3),
    packages: some(draw, [...packageNames, 'valueOf'], 3),
    ...(once(draw, 4) && { within: drawReaches(draw, dimensionNames, 3) }),
    overrides: several(draw, 0, 5, () => drawOverride(draw, catalog)),
  };
}
