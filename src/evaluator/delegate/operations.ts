// Which right each kind of change to a member asks (law 11).
import { isSame } from '../../base/isSame.js';
import type { DelegationDefinition } from '../../model/catalog.js';
import { membershipsPermission, permissionFor } from '../../model/delegation.js';
import type { Member } from '../../model/member.js';

/** A part of a member that one right is asked for, spelled as the audit log spells its paths. */
export type MemberPart =
  'overrides' | 'packages' | 'roles' | 'extensions' | 'licenses' | 'plan' | 'within' | `memberships.${string}`;

/** The right that a change of one part of a member asks; of every part that has none of its own, the right to manage. */
export function permissionForPart(rules: DelegationDefinition, part: string): string | undefined {
  if (part.startsWith('memberships.')) return membershipsPermission(rules, part.slice('memberships.'.length));
  switch (part) {
    case 'roles':
      return permissionFor(rules, 'assignRole');
    case 'extensions':
      return permissionFor(rules, 'extensions');
    case 'licenses':
      return permissionFor(rules, 'licenses');
    case 'within':
      return permissionFor(rules, 'within');
    // A plan is the organisation's subscription: who manages members does not change it by that alone.
    case 'plan':
      return rules.licenses;
    default:
      return rules.manage;
  }
}

/** Every right that some change of a member may ask, the right to manage first. */
export function permissionsForChanges(rules: DelegationDefinition): readonly string[] {
  const { manage, memberships = manage } = rules;
  const all = [
    manage,
    permissionFor(rules, 'assignRole') ?? manage,
    permissionFor(rules, 'extensions') ?? manage,
    permissionFor(rules, 'licenses') ?? manage,
    permissionFor(rules, 'within') ?? manage,
    ...(typeof memberships === 'string' ? [memberships] : Object.values(memberships)),
  ];
  return [...new Set(all)];
}

/** The parts of which two states of a member differ. */
export function changedParts(before: Member, after: Member): readonly string[] {
  if (before === after) return [];
  const [old, next] = [valuesOf(before), valuesOf(after)];
  const parts = [...new Set([...old.keys(), ...next.keys()])];
  return parts.filter((part) => !isSame(old.get(part), next.get(part)));
}

/** Roles and licences are sets: another order of them is no change. Belonging to nothing is no membership. */
function valuesOf({ roles, licenses, memberships, ...others }: Member): ReadonlyMap<string, unknown> {
  const belonging = Object.entries(memberships).filter(([, ids]) => ids.length > 0);
  return new Map<string, unknown>([
    ...Object.entries(others),
    ['roles', asSet(roles)],
    ['licenses', asSet(licenses)],
    ...belonging.map(([id, ids]) => [`memberships.${id}`, ids] as const),
  ]);
}

function asSet(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
