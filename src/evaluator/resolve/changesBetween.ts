import { isSame } from '../../base/isSame.js';
import type { Member } from '../../model/member.js';
import type { AuditChange } from '../../model/audit.js';
import { groupByPermission } from '../../model/permissionOf.js';
import type { RoleChange } from '../../model/role.js';

type Values = ReadonlyMap<string, unknown>;

/** Lists every value of a member that an edit changed, with its path, for the audit log. */
export function memberChanges(before: Member, after: Member): AuditChange[] {
  return changesBetween(memberValues(before), memberValues(after));
}

/** Lists every value of a role that an edit changed, for the audit log. */
export function roleChanges(before: RoleChange | undefined, after: RoleChange | undefined): AuditChange[] {
  return changesBetween(roleValues(before), roleValues(after));
}

function memberValues(member: Member): Values {
  const { roles, packages, extensions, licenses, plan, memberships, within, overrides, reviewedAt } = member;
  return new Map<string, unknown>([
    ['roles', roles],
    ['packages', packages],
    ['extensions', extensions],
    ['licenses', licenses],
    ['plan', plan],
    ['reviewedAt', reviewedAt],
    ['within', within],
    ...Object.entries(memberships).map(([id, ids]) => [`memberships.${id}`, ids] as const),
    ...Array.from(groupByPermission(overrides), ([id, own]) => [`overrides.${id}`, own] as const),
  ]);
}

function roleValues(role: RoleChange | undefined): Values {
  if (!role) return new Map();
  const { label, description, copyOf, grants } = role;
  return new Map<string, unknown>([
    ['label', label],
    ['description', description],
    ['copyOf', copyOf],
    ...Object.entries(grants).map(([id, specs]) => [`grants.${id}`, specs] as const),
  ]);
}

function changesBetween(before: Values, after: Values): AuditChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
    const [from, to] = [before.get(path), after.get(path)];
    if (isSame(from, to)) return [];
    return [{ path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
}
