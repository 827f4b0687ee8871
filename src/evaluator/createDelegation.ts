// One state machine: law 11, rule by rule, in the order in which a person would want to hear of them.
import type { Catalog, CatalogDefinition, DelegationDefinition, RoleDefinition } from '../model/catalog.js';
import type { Decision } from '../model/decision.js';
import type { MemberEdit } from '../model/edit.js';
import type { GrantSet, GrantValue } from '../model/grant.js';
import type { Member, Override } from '../model/member.js';
import type { EffectiveScope } from '../model/scope.js';
import { applyEdits } from './applyEdits.js';
import { ownEntry } from './bundles.js';
import { createEvaluator } from './createEvaluator.js';
import { decideRoleChange } from './decideRoleChange.js';
import { ceilingDecision, type DelegationOptions, denied, type Giver, manages } from './giver.js';
import { notGrantable } from './grantable.js';
import { resolveGrants } from './resolveGrants.js';
import { opensWhenBought, ungatedGrants, ungatedSet } from './ungated.js';

export type { DelegationOptions } from './giver.js';

/** What one person may give to others (law 11). It decides; it changes nothing. */
export interface Delegation {
  /** Whether this member may be made into that one. Every other question about members is a case of it. */
  canChange(before: Member, after: Member): Decision;
  /** Whether these operations may be applied to this member, all together. */
  canEdit(target: Member, edits: readonly MemberEdit[]): Decision;
  /** Whether this override may be set, or removed where `next` is `'inherit'`. */
  canSet(target: Member, permission: string, next: Omit<Override, 'permission'> | 'inherit'): Decision;
  /** Whether this role may take the place of the roles that the member has. */
  canAssignRole(target: Member, role: string): Decision;
  /** The roles that may take the place of the member's own, in the catalog's order. */
  assignableRoles(target: Member): readonly string[];
  /** Whether the giver's own roles manage this one: its holders may be edited, and it may be handed out. */
  manages(role: string): boolean;
  /** The most that may be given of a permission: how far for a right, how much for a value. */
  ceiling(permission: string): Ceiling;
  /**
   * Whether a role may be made to give this, for everybody who holds it; a new role has no `before`, one that goes
   * no `after`. A deny that it no longer sets counts as given, and what its holders may not be given (`grantable`)
   * it does not give either.
   */
  canChangeRole(id: string, before: RoleDefinition | undefined, after: RoleDefinition | undefined): Decision;
}

/** The most that somebody may give of one permission; neither part: nothing. */
export interface Ceiling {
  readonly scope?: EffectiveScope;
  readonly value?: GrantValue;
}

/**
 * Tells what a person may give, by the grants that the person holds.
 *
 * ```ts
 * const delegation = createDelegation(catalog, administratorsGrantSet, { now: Date.now() });
 * delegation.canSet(member, 'calls.view', { effect: 'allow', scope: { in: { queue: ['sales'] } } });
 * ```
 */
export function createDelegation<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  actor: GrantSet,
  options: DelegationOptions,
): Delegation {
  const plain: Catalog = catalog;
  const may = createEvaluator(plain, actor, { now: options.now });
  const context: Giver = { catalog: plain, actor, may, options };
  const canEdit = (target: Member, edits: readonly MemberEdit[]) =>
    decideChange(context, target, applyEdits(target, edits));
  const canAssignRole = (target: Member, role: string) => canEdit(target, [{ op: 'assign-role', role }]);
  return {
    canChange: (before, after) => decideChange(context, before, after),
    canEdit,
    canSet: (target, permission, next) =>
      canEdit(target, [next === 'inherit' ? { op: 'inherit', permission } : { op: 'set', permission, ...next }]),
    canAssignRole,
    assignableRoles: (target) =>
      Object.keys(plain.roles).filter((role) => canAssignRole(target, role).status === 'allowed'),
    manages: (role) => manages(context, role),
    ceiling: (permission) => ceilingOf(context, permission),
    canChangeRole: (id, before, after) => decideRoleChange(context, id, before, after),
  };
}

/** The first rule that says no; where none does, the right to manage says why yes. */
function decideChange(giver: Giver, before: Member, after: Member): Decision {
  const { catalog, actor, may } = giver;
  if (before.id !== after.id || before.tenant !== after.tenant || before.tenant !== actor.subject.tenant)
    return denied('out-of-scope');
  if (before.id === actor.subject.id) return denied('self');
  const rules = catalog.delegation;
  if (!rules) return denied('not-granted');
  const manage = may.check(rules.manage, before);
  if (manage.status !== 'allowed') return manage;
  // May anything be changed at all? Nothing is given where nothing changes, so no grants need to be worked out.
  if (before === after) return roleDecision(giver, rules, before, after) ?? manage;
  // Who may manage a member only as it was, such as one of its own group, may not move it out of reach either.
  const manageAfter = may.check(rules.manage, after);
  if (manageAfter.status !== 'allowed') return manageAfter;
  return (
    roleDecision(giver, rules, before, after) ??
    lockDecision(giver, before.overrides, after.overrides) ??
    grantableDecision(giver, before, after) ??
    ceilingDecision(giver, resolveGrants(catalog, before), resolveGrants(catalog, after), true) ??
    boughtDecision(giver, before, after) ??
    manage
  );
}

/** A plan or licence is bought, not given; and what opens once it is bought must not be too much either. */
function boughtDecision({ catalog, actor }: Giver, before: Member, after: Member): Decision | undefined {
  const bought = ({ plan, licenses }: Member) => JSON.stringify([plan, [...licenses].sort()]);
  if (bought(before) !== bought(after)) return denied('locked');
  if (!opensWhenBought(catalog)) return undefined;
  const giver = { catalog, actor: ungatedSet(catalog, actor) };
  return ceilingDecision(giver, ungatedGrants(catalog, before), ungatedGrants(catalog, after), true);
}

function roleDecision(
  giver: Giver,
  { assignRole, manage }: DelegationDefinition,
  before: Member,
  after: Member,
): Decision | undefined {
  const beyond = [...before.roles, ...after.roles].find((role) => !manages(giver, role));
  if (beyond !== undefined) return denied('rank', { kind: 'role', ids: [beyond] });
  const taken = before.roles.filter((role) => !after.roles.includes(role));
  const given = after.roles.filter((role) => !before.roles.includes(role));
  if (taken.length + given.length === 0) return undefined;
  const decision = giver.may.check(assignRole ?? manage, before);
  return decision.status === 'allowed' ? lastHolderDecision(giver, taken) : decision;
}

function lastHolderDecision({ catalog, options }: Giver, taken: readonly string[]): Decision | undefined {
  const held = taken.filter((role) => catalog.roles[role]?.mustBeHeld);
  if (held.length === 0) return undefined;
  const { holders } = options;
  if (!holders) return { status: 'unknown', cause: 'ask-server' };
  // A count that is none does not show that another holder is left.
  const last = held.find((role) => !(holders(role) > 1));
  return last === undefined ? undefined : denied('last-holder', { kind: 'role', ids: [last] });
}

/** What is not assignable stays as it is: nothing about it is added, changed or removed. */
function lockDecision(
  { catalog }: Giver,
  before: readonly Override[],
  after: readonly Override[],
): Decision | undefined {
  const changed = changedPermissions(before, after);
  if (after.some(({ permission: id }) => changed.includes(id) && !Object.hasOwn(catalog.permissions, id)))
    return denied('unknown-permission');
  const locked = changed.filter((id) => catalog.permissions[id]?.assignable === false);
  return locked.length === 0 ? undefined : denied('locked', { kind: 'permission', ids: locked });
}

/** What the member's roles may not be given is refused, and the roles that may be given it are named. */
function grantableDecision({ catalog }: Giver, before: Member, after: Member): Decision | undefined {
  const changed = changedPermissions(before.overrides, after.overrides);
  const given = {
    ...after,
    overrides: after.overrides.filter((override) => changed.includes(override.permission)),
    packages: after.packages.filter((id) => !before.packages.includes(id)),
  };
  if (notGrantable(catalog, given).length === 0) return undefined;
  const fitting = Object.keys(catalog.roles).filter(
    (role) => notGrantable(catalog, { ...given, roles: [role] }).length === 0,
  );
  return denied('locked', { kind: 'role', ids: fitting });
}

function changedPermissions(before: readonly Override[], after: readonly Override[]): string[] {
  const text = (overrides: readonly Override[], id: string) =>
    JSON.stringify(overrides.filter((override) => override.permission === id));
  const ids = new Set([...before, ...after].map((override) => override.permission));
  return [...ids].filter((id) => text(before, id) !== text(after, id));
}

function ceilingOf({ catalog, may }: Giver, id: string): Ceiling {
  if (ownEntry(catalog.permissions, id)?.kind === 'right') return { scope: may.scopeOf(id) };
  const value = may.value(id);
  return value === undefined ? {} : { value };
}
