import type { Catalog, CatalogDefinition, GrantSpec, PermissionDefinition } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import type { Member } from '../../../src/model/member.js';
import type { Scope } from '../../../src/model/scope.js';
import { drawCatalog, drawSpecOf } from './catalogs.js';
import { type Draw, once, pick, several, some } from './draw.js';
import { drawMember } from './grants.js';
import { dimensionNames, ids, licenseNames, packageNames, permissionNames, planNames, roleNames } from './names.js';
import { drawReaches, drawScope } from './scopes.js';

/** A catalog, whose roles may change too, and the members who live by it. */
export interface Organisation {
  readonly catalog: Catalog;
  readonly members: readonly Member[];
}

/** What one holds as one's own is for nobody else to have held before, so here nothing is given as own. */
const impersonal = (scope: Scope): Scope => {
  if (scope === 'all') return scope;
  const { own: _, ...rest } = scope;
  return rest;
};

export const impersonalSpec = (spec: GrantSpec): GrantSpec =>
  typeof spec === 'string' || spec.scope === undefined ? spec : { ...spec, scope: impersonal(spec.scope) };

/** Without what gates the use of a right: that is asked of whoever uses it, not of whoever hands it on. */
function ungated(permission: PermissionDefinition): PermissionDefinition {
  const { plans: _, licenses: __, requires: ___, ...rest } = permission;
  if (rest.kind === 'choice')
    return {
      ...rest,
      options: rest.options.map(({ grants = [], ...option }) => ({ ...option, grants: grants.map(impersonalSpec) })),
    };
  if (rest.kind !== 'right') return rest;
  const { consent: ____, implies = [], ...right } = rest;
  return {
    ...right,
    implies: implies.map((one) => (typeof one === 'string' ? one : { ...one, scope: impersonal(one.scope) })),
  };
}

function mapped<A, B>(table: Readonly<Record<string, A>>, change: (item: A, id: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([id, item]) => [id, change(item, id)]));
}

function drawDelegatingCatalog(draw: Draw): Catalog {
  const drawn = drawCatalog(draw);
  const dimensions = Object.keys(drawn.dimensions);
  const memberDimensions = dimensions.filter((id) => id !== 'extension');
  const layout = dimensions.map((id) => [id, id === 'extension' ? 'extensions' : `memberships.${id}`] as const);
  const manager = { label: 'Member', owner: 'id', dimensions: Object.fromEntries(layout) };
  const permissions: CatalogDefinition['permissions'] = {
    ...mapped(drawn.permissions, (permission) => ({
      ...ungated(permission),
      ...(once(draw, 12) && { assignable: false as const }),
    })),
    'team.manage': { kind: 'right', label: 'Manage', on: 'member' },
    'team.assign': { kind: 'right', label: 'Assign roles', on: 'member' },
    'team.roles': { kind: 'right', label: 'Edit roles' },
    'team.make': { kind: 'right', label: 'Make roles' },
    'team.phones': { kind: 'right', label: 'Change extensions', on: 'member' },
    'team.place': { kind: 'right', label: 'Change memberships', on: 'member' },
    'team.order': { kind: 'right', label: 'Change licences', on: 'member' },
  };
  const managing = (): GrantSpec[] => [
    ...(once(draw, 3)
      ? []
      : [
          {
            permission: 'team.manage',
            scope: once(draw, 2) ? ('all' as const) : impersonal(drawScope(draw, dimensions)),
          },
        ]),
    ...(once(draw, 3) ? [] : [{ permission: 'team.assign', scope: 'all' as const }]),
    ...(once(draw, 2) ? ['team.roles'] : []),
    ...(once(draw, 2) ? ['team.make'] : []),
    ...['team.phones', 'team.place', 'team.order'].flatMap((permission) =>
      once(draw, 3)
        ? [{ permission, scope: once(draw, 2) ? ('all' as const) : impersonal(drawScope(draw, dimensions)) }]
        : [],
    ),
  ];
  return checkCatalog({
    ...drawn,
    resources: { ...drawn.resources, member: manager },
    permissions,
    baseline: (drawn.baseline ?? []).map(impersonalSpec),
    packages: mapped(drawn.packages ?? {}, ({ label, grants }) => ({ label, grants: grants.map(impersonalSpec) })),
    roles: mapped(drawn.roles, (role) => ({
      ...role,
      grants: [...(role.grants ?? []).map(impersonalSpec), ...managing()],
      ...(once(draw, 2) && { gives: drawGives(draw, drawn) }),
      manages: some(draw, roleNames, 2),
      ...(once(draw, 3) && { mustBeHeld: true as const }),
    })),
    delegation: {
      resource: 'member',
      manage: 'team.manage',
      assignRole: 'team.assign',
      editRole: 'team.roles',
      ...(once(draw, 2) && { createRole: 'team.make' }),
      ...(once(draw, 2) && { extensions: 'team.phones' }),
      ...(memberDimensions.length > 0 &&
        once(draw, 2) && {
          memberships: once(draw, 2) ? 'team.place' : { [pick(draw, memberDimensions)]: 'team.place' },
        }),
      ...(once(draw, 2) && { licenses: 'team.order' }),
    },
  });
}

/** What a role may say that its holders hand out. */
export function drawGives(draw: Draw, catalog: CatalogDefinition): readonly GrantSpec[] {
  const specs = several(draw, 1, 4, () => impersonalSpec(drawSpecOf(draw, catalog)));
  return specs.filter((spec) => typeof spec === 'string' || spec.effect !== 'deny');
}

/** Four people, some of whom may manage others and hand roles out. */
export function drawOrganisation(draw: Draw): Organisation {
  const catalog = drawDelegatingCatalog(draw);
  const members = ['a', 'b', 'c', 'd'].map((id): Member => {
    const member = drawMember(draw, catalog);
    const overrides = member.overrides.map((each) => ({
      ...each,
      ...(each.scope && { scope: impersonal(each.scope) }),
    }));
    return { ...member, id, roles: some(draw, roleNames, 2), overrides: overrides.slice(0, 2) };
  });
  return { catalog, members };
}

/** Anything that somebody may wish to change about a member. */
export function drawEdit(draw: Draw, catalog: Catalog): MemberEdit {
  const role = pick(draw, roleNames);
  const bundle = pick(draw, packageNames);
  const names = several(draw, 0, 2, () => pick(draw, ids));
  const permission = pick(draw, [...permissionNames, 'team.manage']);
  const { scope, value } = (drawMember(draw, catalog).overrides[0] ?? {}) as { scope?: Scope; value?: number };
  return pick(draw, [
    {
      op: 'set',
      permission,
      effect: once(draw, 4) ? 'deny' : 'allow',
      ...(scope && { scope: impersonal(scope) }),
      ...(value !== undefined && { value }),
      ...(once(draw, 3) && { startsAt: pick(draw, [0, 2, 4]) }),
      ...(once(draw, 3) && { endsAt: pick(draw, [2, 4, 6]) }),
    },
    { op: 'inherit', permission },
    { op: 'assign-role', role },
    { op: 'add-role', role },
    { op: 'remove-role', role },
    { op: 'apply-package', package: bundle },
    { op: 'remove-package', package: bundle },
    { op: 'set-extensions', ids: names },
    { op: 'set-memberships', dimension: pick(draw, dimensionNames), ids: names },
    { op: 'set-within', within: drawReaches(draw, dimensionNames, 3) },
    { op: 'set-licenses', ids: some(draw, licenseNames, 2) },
    { op: 'set-plan', ...(once(draw, 2) && { plan: pick(draw, planNames) }) },
    { op: 'review', at: 1 },
  ] satisfies MemberEdit[]);
}
