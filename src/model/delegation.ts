import type { DelegationDefinition } from './catalog.js';

/** The questions that a catalog names one permission for; memberships have one for each dimension. */
export type DelegatedOperation = Exclude<keyof DelegationDefinition, 'resource' | 'memberships'>;

/** The permissions that stand in for those that a catalog does not name. Nothing stands in for the others. */
const standIns: { readonly [O in DelegatedOperation]?: 'manage' | 'editRole' } = {
  view: 'manage',
  assignRole: 'manage',
  extensions: 'manage',
  licenses: 'manage',
  within: 'manage',
  audit: 'manage',
  createRole: 'editRole',
};

/** Every question there is, in the order in which a catalog names them. */
export const delegatedOperations = [
  'view',
  'manage',
  'assignRole',
  'editRole',
  'createRole',
  'extensions',
  'licenses',
  'within',
  'audit',
  'signOut',
] as const satisfies readonly DelegatedOperation[];

/** The permission that an operation asks; `undefined`: nobody may. */
export function permissionFor(
  rules: DelegationDefinition | undefined,
  operation: DelegatedOperation,
): string | undefined {
  const standIn = standIns[operation];
  return rules?.[operation] ?? (standIn && rules?.[standIn]);
}

/** The permission that a change of somebody's memberships in a dimension asks. */
export function membershipsPermission({ memberships, manage }: DelegationDefinition, dimension: string): string {
  if (typeof memberships === 'string') return memberships;
  return memberships && Object.hasOwn(memberships, dimension) ? (memberships[dimension] ?? manage) : manage;
}
