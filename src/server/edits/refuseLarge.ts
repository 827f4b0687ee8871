import type { GrantSpec } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';
import type { Reaches, Scope } from '../../model/scope.js';
import type { ApiLimits } from '../http/ApiLimits.js';
import { bytesOf } from '../store/bytesOf.js';
import { ProblemError } from '../http/problem.js';
import type { RoleChange } from '../../model/role.js';

/** Refuses an edit that makes a member larger than the limits. One that is larger already may be made smaller. */
export function refuseLargeMember(limits: ApiLimits, before: Member, after: Member): void {
  refuseGrowth(before.roles.length, after.roles.length, limits.rolesPerMember, 'roles of one member');
  refuseGrowth(memberIds(before), memberIds(after), limits.idsPerDocument, 'ids in one member');
  refuseGrowth(bytesOf(before), bytesOf(after), limits.memberBytes, 'bytes of one member as JSON');
}

/** The same for what a tenant says about a role, and about all of its roles together. */
export function refuseLargeRole(
  limits: ApiLimits,
  all: readonly RoleChange[],
  before: RoleChange | undefined,
  after: RoleChange | undefined,
): void {
  if (!after) return;
  if (!before && all.length >= limits.roles)
    throw new ProblemError('conflict', {
      detail: `Nothing was changed. At most ${limits.roles} roles can be changed or made; delete one first.`,
      limit: limits.roles,
    });
  const [old, next] = [before ? roleBytes(before) : 0, roleBytes(after)];
  refuseGrowth(before ? roleIds(before) : 0, roleIds(after), limits.idsPerDocument, 'ids in one role');
  refuseGrowth(old, next, limits.roleBytes, 'bytes of one role as JSON');
  const sum = all.reduce((bytes, role) => bytes + roleBytes(role), 0);
  if (next <= old || sum - old + next <= limits.rolesBytes) return;
  throw new ProblemError('conflict', {
    detail: `Nothing was changed. At most ${limits.rolesBytes} bytes of roles, as JSON, can be changed or made; delete or shorten some first.`,
    limit: limits.rolesBytes,
  });
}

// A store that keeps its documents in memory has the same ones at every edit.
const known = new WeakMap<RoleChange, number>();

function roleBytes(role: RoleChange): number {
  const bytes = known.get(role) ?? bytesOf(role);
  known.set(role, bytes);
  return bytes;
}

function refuseGrowth(before: number, after: number, limit: number, what: string): void {
  if (after <= limit || after <= before) return;
  const detail = `Nothing was changed. There can be at most ${limit} ${what}, and this edit makes it ${after}; give less, or give it by a role or a wider scope.`;
  throw new ProblemError('too-large', { detail, limit });
}

/** The ids in everything that a member has. */
function memberIds({ extensions, memberships, within, overrides }: Member): number {
  const lists = [extensions, ...Object.values(memberships)];
  return lists.reduce((sum, ids) => sum + ids.length, 0) + idsOfReaches(within) + idsIn(overrides);
}

function roleIds({ grants }: RoleChange): number {
  return Object.values(grants).reduce((sum, specs) => sum + idsIn(specs), 0);
}

function idsIn(grants: readonly GrantSpec[]): number {
  return grants.reduce((sum, grant) => sum + (typeof grant === 'string' ? 0 : idsOfScope(grant.scope)), 0);
}

/** The ids in one scope, all of its dimensions together. */
export function idsOfScope(scope: Scope | undefined): number {
  if (scope === undefined || scope === 'all') return 0;
  return idsOfReaches(scope.in) + idsOfReaches(scope.within);
}

function idsOfReaches(reaches: Reaches = {}): number {
  return Object.values(reaches).reduce((sum, reach) => sum + (typeof reach === 'object' ? reach.length : 0), 0);
}
