// One state machine: law 11, rule by rule, in the order in which a person would want to hear of them.
import { isSame } from '../../base/isSame.js';
import type { Catalog, CatalogDefinition, DelegationDefinition, RoleDefinition } from '../../model/catalog.js';
import type { Decision } from '../../model/decision.js';
import { type DelegatedOperation, membershipsPermission, permissionFor } from '../../model/delegation.js';
import type { MemberEdit } from '../../model/edit.js';
import type { GrantSet, GrantValue } from '../../model/grant.js';
import type { Member, Override } from '../../model/member.js';
import type { EffectiveScope, Scope, ScopeKeys } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { valueRank } from '../../model/value.js';
import { lesser, partsOf, sharedDecision, sharedScope } from '../decide/delegated.js';
import { isCovered } from '../decide/coverage.js';
import { unite } from '../decide/reachOf.js';
import { plainValue } from '../decide/values.js';
import { applyEdits } from '../resolve/applyEdits.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { beyondCeiling } from './ceiling.js';
import { decideRoleChange } from './decideRoleChange.js';
import {
  ceilingDecision,
  createGiver,
  type DelegationOptions,
  denied,
  type Giver,
  type GiverLimit,
  handedOutDecision,
  manages,
  newConflictDecision,
} from './giver.js';
import { givesOf } from './givesOf.js';
import { freesOfMore } from './restriction.js';
import { changedParts, type MemberPart, permissionForPart, permissionsForChanges } from './operations.js';
import { notGrantable } from '../resolve/grantable.js';
import { type Holdings, holdingsOf } from '../resolve/holdings.js';
import { conflictsOfMember } from '../resolve/conflictsOfMember.js';
import { affectedBy, inOrder } from '../resolve/openers.js';
import { type Effective, effectiveGrants, subjectOf } from '../resolve/effectiveGrants.js';
import { opensWhenBought } from '../resolve/ungated.js';

export type { DelegationOptions } from './giver.js';
export type { MemberPart } from './operations.js';

/** Decides what one person may give to others (law 11). It changes nothing. */
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
  /** Whether this member may be seen. That everybody sees itself is for the caller to add. */
  canView(target: Member): Decision;
  /** Whether anything of this part of the member may be changed, before it is said into what. */
  canChangePart(target: Member, part: MemberPart): Decision;
  /** Whether this member may be signed out everywhere. That everybody may sign itself out is for the caller to add. */
  canSignOut(target: Member): Decision;
  /** Whether roles may be made; what one may give is asked with `canChangeRole`. */
  canCreateRole(): Decision;
  /** Whether the giver's own roles manage this one: its holders may be edited, and it may be handed out. */
  manages(role: string): boolean;
  /**
   * The most that may be given of a permission, as held or as its roles say (`gives`): how far for a right, how much
   * for a value.
   */
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
  const [own, person] = partsOf(actor);
  const delegation = delegationOf(catalog, own, options);
  return person
    ? sharedDelegation(delegation, delegationOf(catalog, person, options), catalog, person.subject)
    : delegation;
}

/** An agent gives what both it and the person for whom it acts may give. */
function sharedDelegation(own: Delegation, other: Delegation, catalog: Catalog, person: Subject): Delegation {
  return {
    canChange: (...asked) => sharedDecision(own.canChange(...asked), other.canChange(...asked)),
    canEdit: (...asked) => sharedDecision(own.canEdit(...asked), other.canEdit(...asked)),
    canSet: (...asked) => sharedDecision(own.canSet(...asked), other.canSet(...asked)),
    canAssignRole: (...asked) => sharedDecision(own.canAssignRole(...asked), other.canAssignRole(...asked)),
    assignableRoles(target) {
      const roles = new Set(other.assignableRoles(target));
      return own.assignableRoles(target).filter((role) => roles.has(role));
    },
    canView: (...asked) => sharedDecision(own.canView(...asked), other.canView(...asked)),
    canChangePart: (...asked) => sharedDecision(own.canChangePart(...asked), other.canChangePart(...asked)),
    canSignOut: (...asked) => sharedDecision(own.canSignOut(...asked), other.canSignOut(...asked)),
    canCreateRole: () => sharedDecision(own.canCreateRole(), other.canCreateRole()),
    manages: (role) => own.manages(role) && other.manages(role),
    ceiling(permission) {
      const [one, two] = [own.ceiling(permission), other.ceiling(permission)];
      const value = lesser(ownEntry(catalog.permissions, permission), one.value, two.value);
      return {
        ...(one.scope && two.scope && { scope: sharedScope(one.scope, two.scope, person) }),
        ...(value !== undefined && { value }),
      };
    },
    canChangeRole: (...asked) => sharedDecision(own.canChangeRole(...asked), other.canChangeRole(...asked)),
  };
}

function delegationOf(plain: Catalog, actor: GrantSet, options: DelegationOptions): Delegation {
  const context = createGiver(plain, actor, options);
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
    canView: (target) => decideOperation(context, 'view', target),
    canChangePart: (target, part) => decidePart(context, target, part),
    canSignOut: (target) => decideSignOut(context, target),
    canCreateRole: () => decideOperation(context, 'createRole'),
    manages: (role) => manages(context, role),
    ceiling: (permission) => ceilingOf(context, permission),
    canChangeRole: (id, before, after) => decideRoleChange(context, id, before, after),
  };
}

/** The first rule that says no; where none does, the first right that was asked says why yes. */
function decideChange(giver: Giver, before: Member, after: Member): Decision {
  const { catalog } = giver;
  const rules = catalog.delegation;
  const aside = identityDecision(giver, before, after);
  if (aside) return aside;
  if (!rules) return denied('not-granted');
  const parts = changedParts(before, after);
  const others = parts.filter((part) => part !== 'roles');
  const right =
    others.length === 0 ? anyRight(giver, rules, before) : rightDecision(giver, rules, others, before, after);
  if (right.status !== 'allowed') return right;
  // Nothing is given where nothing changes, so no grants need to be worked out.
  if (before === after) return rankDecision(giver, before, after) ?? right;
  const changed = changedPermissions(before.overrides, after.overrides);
  return (
    reachDecision(giver, rules, before, after) ??
    rankDecision(giver, before, after) ??
    // That a role is beyond the giver's rank is more to know than that it may not be assigned.
    (parts.includes('roles') ? unlessAllowed(rightDecision(giver, rules, ['roles'], before, after)) : undefined) ??
    lastHolderDecision(giver, added(after.roles, before.roles)) ??
    lockDecision(giver, changed, after) ??
    restrictionDecision(giver, before, after) ??
    grantableDecision(giver, changed, before, after) ??
    conflictDecision(giver, changed, before, after) ??
    giftDecision(giver, before, after, changed) ??
    right
  );
}

function identityDecision({ actor }: Giver, before: Member, after: Member): Decision | undefined {
  if (before.id !== after.id || before.tenant !== after.tenant || before.tenant !== actor.subject.tenant)
    return denied('out-of-scope');
  return before.id === actor.subject.id ? denied('self') : undefined;
}

/**
 * Asks the right of each part that changes, of the member as it was and as it will be: who may do so only with members
 * as this one was, such as those of its own group, may not move it out of reach either.
 */
function rightDecision(
  { may }: Giver,
  rules: DelegationDefinition,
  parts: readonly string[],
  before: Member,
  after: Member,
): Decision {
  const rights = parts.map((part) => permissionForPart(rules, part));
  const asked = [...new Set(rights)].flatMap((id) =>
    id === undefined ? [denied('locked')] : [may.check(id, before), may.check(id, after)],
  );
  return asked.find(({ status }) => status !== 'allowed') ?? asked[0] ?? denied('not-granted');
}

/** Where nothing of its own is asked, one of the rights to change something will do. */
function anyRight({ may }: Giver, rules: DelegationDefinition, target: Member): Decision {
  const decisions = permissionsForChanges(rules).map((id) => may.check(id, target));
  return decisions.find(({ status }) => status === 'allowed') ?? decisions[0] ?? denied('not-granted');
}

function unlessAllowed(decision: Decision): Decision | undefined {
  return decision.status === 'allowed' ? undefined : decision;
}

/** Whether anything of a part may be changed, before it is said into what. */
function decidePart(giver: Giver, target: Member, part: MemberPart): Decision {
  const { delegation } = giver.catalog;
  const aside = identityDecision(giver, target, target);
  if (aside) return aside;
  if (!delegation) return denied('not-granted');
  const right = rightDecision(giver, delegation, [part], target, target);
  return right.status === 'allowed' ? (rankDecision(giver, target, target) ?? right) : right;
}

/** Whether one question about a member, or about nobody in particular, is answered with yes. */
function decideOperation({ catalog, may, actor }: Giver, operation: DelegatedOperation, target?: Member): Decision {
  if (target && target.tenant !== actor.subject.tenant) return denied('out-of-scope');
  const right = permissionFor(catalog.delegation, operation);
  return right === undefined ? denied('not-granted') : may.check(right, target);
}

/** A holder of a role beyond the giver's rank is signed out by others. */
function decideSignOut(giver: Giver, target: Member): Decision {
  const decision = decideOperation(giver, 'signOut', target);
  if (decision.status !== 'allowed' || target.id === giver.actor.subject.id) return decision;
  return rankDecision(giver, target, target) ?? decision;
}

/** An id that no scope names. */
const unknownId = '\u0000nobody';

/**
 * A member who is put beyond the giver's reach would be given more there by the next role. So of each added id, the
 * giver's right must reach a person of whom nothing is known but that id.
 */
function reachDecision(
  { may }: Giver,
  rules: DelegationDefinition,
  before: Member,
  after: Member,
): Decision | undefined {
  const nobody = { ...after, id: unknownId, roles: [], extensions: [], memberships: {}, licenses: [], packages: [] };
  const people = [
    ...added(before.extensions, after.extensions).map((id) => ({
      right: permissionForPart(rules, 'extensions') ?? rules.manage,
      person: { ...nobody, extensions: [id] },
    })),
    ...Object.entries(after.memberships).flatMap(([dimension, ids]) =>
      added(ownEntry(before.memberships, dimension) ?? [], ids).map((id) => ({
        right: membershipsPermission(rules, dimension),
        person: { ...nobody, memberships: { [dimension]: [id] } },
      })),
    ),
  ];
  const beyond = people.find(({ right, person }) => !may.can(right, person));
  return beyond && may.check(beyond.right, beyond.person);
}

function added(before: readonly string[], after: readonly string[]): readonly string[] {
  if (before === after) return [];
  const had = new Set(before);
  return after.filter((id) => !had.has(id));
}

/** The member with the plan and the licences of another one. */
function withBought(member: Member, other: Member): Member {
  if (member.plan === other.plan && isSame(member.licenses, other.licenses)) return member;
  const { plan: _, ...rest } = member;
  return { ...rest, licenses: other.licenses, ...(other.plan !== undefined && { plan: other.plan }) };
}

/** Refuses to give more than the giver holds, now or once more has been bought. */
function giftDecision(giver: Giver, before: Member, after: Member, changed: ReadonlySet<string>): Decision | undefined {
  const { catalog } = giver;
  // A member of whom only settings changed gains nothing but by these and what they open.
  const opened = isSamePerson(before, after) ? affectedBy(catalog, changed) : undefined;
  const beyond = (
    limit: GiverLimit,
    asWhom: (member: Member) => Subject | undefined,
    [from, to]: readonly [Member, Member] = [before, after],
  ) => {
    const wanted = opened ? new Set([...opened].filter((id) => limit.limited.has(id))) : limit.limited;
    if (wanted.size === 0) return undefined;
    const asked = (member: Member): Effective => ({ subject: asWhom(member), wanted });
    const next = asked(to);
    const gain = {
      catalog,
      before: heldOf(catalog, from, asked(from)),
      // Which of what is bought comes first is not known, so that no conflict is counted on to close anything.
      after: heldOf(catalog, to, next.subject ? next : { ...next, withConflicts: true }),
      giver: limit,
      kind: 'whole',
    } as const;
    return ceilingDecision(beyondCeiling(gain, inOrder(catalog, [...wanted])));
  };
  const unlicensed = withBought(after, before);
  return (
    beyond(giver.held(), (member) => member, [before, unlicensed]) ??
    (opened ? undefined : handedOutDecision(giver, givesOf(catalog, before), givesOf(catalog, after))) ??
    // A licence is handed out by its own right, by people who need not have it. What it opens or no longer imposes must
    // be theirs to give as soon as they have it.
    (unlicensed === after ? undefined : beyond(giver.ungated(), (member) => member, [unlicensed, after])) ??
    (opensWhenBought(catalog) ? beyond(giver.ungated(), () => undefined) : undefined)
  );
}

/** Refuses to leave a member less restricted than the giver is. */
function restrictionDecision({ catalog, actor }: Giver, before: Member, after: Member): Decision | undefined {
  if (isSame(before.within, after.within)) return undefined;
  return freesOfMore(catalog, actor.subject, before, after) ? denied('ceiling') : undefined;
}

/** Refuses to make a member hold what the catalog says nobody may hold together. */
function conflictDecision(
  { catalog }: Giver,
  changed: ReadonlySet<string>,
  before: Member,
  after: Member,
): Decision | undefined {
  const ids = catalog.conflicts?.flatMap(({ permissions }) => permissions) ?? [];
  const affected = affectedBy(catalog, changed);
  if (ids.length === 0 || (isSamePerson(before, after) && !ids.some((id) => affected.has(id)))) return undefined;
  return newConflictDecision(conflictsOfMember(catalog, before), conflictsOfMember(catalog, after));
}

function heldOf(catalog: Catalog, member: Member, asked: Effective): Holdings {
  return holdingsOf(catalog, subjectOf(member), effectiveGrants(catalog, member, asked));
}

/** All of a member that grants depend on, but its own settings. */
const personal = ['roles', 'packages', 'extensions', 'memberships', 'within', 'plan', 'licenses'] as const;

function isSamePerson(before: Member, after: Member): boolean {
  return personal.every((part) => isSame(before[part], after[part]));
}

/** Nobody touches a member of whom it does not manage every role, before and after. */
function rankDecision(giver: Giver, before: Member, after: Member): Decision | undefined {
  const beyond = [...before.roles, ...after.roles].find((role) => !manages(giver, role));
  return beyond === undefined ? undefined : denied('rank', { kind: 'role', ids: [beyond] });
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

/** Refuses to add, change or remove a setting of a permission that is not assignable. */
function lockDecision({ catalog }: Giver, changed: ReadonlySet<string>, after: Member): Decision | undefined {
  if (after.overrides.some(({ permission: id }) => changed.has(id) && !Object.hasOwn(catalog.permissions, id)))
    return denied('unknown-permission');
  const locked = [...changed].filter((id) => ownEntry(catalog.permissions, id)?.assignable === false);
  return locked.length === 0 ? undefined : denied('locked', { kind: 'permission', ids: locked });
}

/** Refuses permissions that the member's roles may not be given, and names the roles that may. */
function grantableDecision(
  { catalog }: Giver,
  changed: ReadonlySet<string>,
  before: Member,
  after: Member,
): Decision | undefined {
  const given = {
    ...after,
    overrides: changed.size === 0 ? [] : after.overrides.filter((override) => changed.has(override.permission)),
    packages: added(before.packages, after.packages),
  };
  if (notGrantable(catalog, given).length === 0) return undefined;
  const fitting = Object.keys(catalog.roles).filter(
    (role) => notGrantable(catalog, { ...given, roles: [role] }).length === 0,
  );
  return denied('locked', { kind: 'role', ids: fitting });
}

/** The permissions of which the settings differ. */
function changedPermissions(before: readonly Override[], after: readonly Override[]): ReadonlySet<string> {
  if (before === after) return new Set();
  const [old, next] = [groupByPermission(before), groupByPermission(after)];
  return new Set([...old.keys(), ...next.keys()].filter((id) => !isSameList(old.get(id) ?? [], next.get(id) ?? [])));
}

function isSameList(before: readonly Override[], after: readonly Override[]): boolean {
  // An edit keeps what it does not touch, so that hardly anything has to be written out to be compared.
  return before.length === after.length && before.every((each, i) => isSame(each, after[i]));
}

function ceilingOf({ catalog, may, held }: Giver, id: string): Ceiling {
  const definition = ownEntry(catalog.permissions, id);
  if (!definition) return {};
  const { gives } = held();
  if (definition.kind === 'right') {
    const clauses = gives.reachOf(id).allows.flatMap(({ grant, clause }) => (grant.conditional ? [] : [clause]));
    const { includes, excludes } = may.scopeOf(id);
    return {
      scope: {
        includes: unite([...includes.map(longScope), ...clauses]),
        // What is denied to the giver may be handed out all the same where its roles say so.
        excludes: excludes.filter((scope) => !isCovered(longScope(scope), clauses)),
      },
    };
  }
  const value = may.value(id);
  const given = gives.grantsOf(id).flatMap((grant) => (grant.conditional ? [] : (grant.value ?? [])));
  const most = given.reduce(
    (best, each) => (best === undefined || valueRank(definition, each) > valueRank(definition, best) ? each : best),
    value,
  );
  return most === undefined ? {} : { value: plainValue(definition, most) };
}

function longScope(scope: Scope): ScopeKeys {
  return scope === 'all' ? { all: true } : scope;
}
