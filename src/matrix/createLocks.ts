import { createDelegation, type Delegation, type MemberPart } from '../evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../evaluator/decide/createEvaluator.js';
import type { Decision } from '../model/decision.js';
import type { Catalog } from '../model/catalog.js';
import type { GrantSet } from '../model/grant.js';
import { type Field, fieldId, sameValue } from './field.js';
import type { TargetState } from './MatrixBackend.js';
import { changedRole } from '../evaluator/resolve/withRoleChanges.js';

/** The rules for changes by the signed-in administrator. */
export interface Locks {
  /** The reason why nothing about a target can be changed. */
  readonly target: (state: TargetState) => Decision | undefined;
  /** The same for one permission on it. */
  readonly permission: (state: TargetState, permission: string) => Decision | undefined;
  /** The same for one field of it. */
  readonly field: (state: TargetState, field: Field) => Decision | undefined;
  readonly decide: (before: TargetState, after: TargetState) => Decision;
  readonly delegation: Delegation | undefined;
}

/** Options of `createLocks`. */
export interface LockOptions {
  readonly catalog: Catalog;
  /** The catalog before the organisation changed any role. */
  readonly base: Catalog;
  readonly actor: GrantSet | undefined;
  readonly now: number;
  readonly holders: (role: string) => number;
  /** Called with the moment at which the person's own grants change with time alone. */
  readonly onChangeAt?: (moment: number | undefined) => void;
}

const nobody: Decision = { status: 'pending' };

/** Makes the rules for one catalog and one person; every one of them is the evaluator's (law 11). */
export function createLocks({ catalog, base, actor, now, holders, onChangeAt }: LockOptions): Locks {
  const delegation = actor && createDelegation(catalog, actor, { now, holders });
  if (actor) onChangeAt?.(createEvaluator(catalog, actor, { now }).nextChangeAt);
  const locks = new WeakMap<TargetState, { readonly lock: Decision | undefined }>();
  const decisions = new WeakMap<TargetState, WeakMap<TargetState, Decision>>();

  /** One decision for one change, however often it is asked for: while it is previewed, made and then shown. */
  const decide = (before: TargetState, after: TargetState): Decision => {
    const known = decisions.get(before) ?? new WeakMap<TargetState, Decision>();
    const decision = known.get(after) ?? decideNow(before, after);
    // Whether a role may be taken depends on its other holders, who come and go.
    if (hasSameRoles(before, after)) decisions.set(before, known.set(after, decision));
    // A state that the target may be changed into may be left as it is.
    if (decision.status === 'allowed') locks.set(after, { lock: undefined });
    return decision;
  };

  const decideNow = (before: TargetState, after: TargetState): Decision => {
    if (!delegation) return nobody;
    if (before.kind === 'member' && after.kind === 'member') return delegation.canChange(before.member, after.member);
    if (before.kind === 'role' && after.kind === 'role')
      return delegation.canChangeRole(
        before.role.id,
        changedRole(base, [], before.role),
        changedRole(base, [], after.role),
      );
    return { status: 'denied', reason: 'configuration' };
  };

  const target = (state: TargetState) => {
    const found = locks.get(state);
    if (found) return found.lock;
    // A rule that forbids to change it into itself forbids every change.
    const decision = decide(state, state);
    const lock = decision.status === 'allowed' ? undefined : decision;
    locks.set(state, { lock });
    return lock;
  };

  /** Each part of a member has a right of its own; of a role there is one for all of it. */
  const field = (state: TargetState, name: Field) => {
    const lock = target(state);
    if (lock || !delegation || state.kind === 'role') return lock;
    const decision = delegation.canChangePart(state.member, partOf(name));
    return decision.status === 'allowed' ? undefined : decision;
  };

  const overrides = new WeakMap<TargetState, { readonly lock: Decision | undefined }>();
  /** Asked for every cell of a target. */
  const overridesLock = (state: TargetState) => {
    const found = overrides.get(state) ?? { lock: field(state, 'overrides.') };
    overrides.set(state, found);
    return found.lock;
  };

  return {
    delegation,
    decide,
    target,
    field,
    permission: (state, permission) =>
      overridesLock(state) ??
      (catalog.permissions[permission]?.assignable === false ? { status: 'denied', reason: 'locked' } : undefined),
  };
}

function partOf(field: Field): MemberPart {
  if (field.startsWith('memberships.')) return `memberships.${fieldId(field)}`;
  if (field === 'roles' || field === 'extensions' || field === 'within' || field === 'licenses' || field === 'plan')
    return field;
  return 'overrides';
}

function hasSameRoles(before: TargetState, after: TargetState): boolean {
  if (before.kind !== 'member' || after.kind !== 'member') return true;
  return sameValue(before.member.roles, after.member.roles);
}
