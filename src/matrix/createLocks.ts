import { createDelegation, type Delegation } from '../evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../evaluator/decide/createEvaluator.js';
import type { Decision } from '../model/decision.js';
import type { Catalog } from '../model/catalog.js';
import type { GrantSet } from '../model/grant.js';
import type { TargetState } from './MatrixBackend.js';
import { changedRole } from '../evaluator/resolve/withRoleChanges.js';

/** What whoever is signed in may change. */
export interface Locks {
  /** Why nothing at all can be changed about a target. */
  readonly target: (state: TargetState) => Decision | undefined;
  /** The same for one permission on it. */
  readonly permission: (state: TargetState, permission: string) => Decision | undefined;
  readonly decide: (before: TargetState, after: TargetState) => Decision;
  readonly delegation: Delegation | undefined;
}

/** What the rules look at. */
export interface LockOptions {
  readonly catalog: Catalog;
  /** The catalog before the organisation changed any role. */
  readonly base: Catalog;
  readonly actor: GrantSet | undefined;
  readonly now: number;
  readonly holders: (role: string) => number;
  /** Hears when something of the person's own grants changes with time alone. */
  readonly onChangeAt?: (moment: number | undefined) => void;
}

const nobody: Decision = { status: 'pending' };

/** Makes the rules for one catalog and one person; every one of them is the evaluator's (law 11). */
export function createLocks({ catalog, base, actor, now, holders, onChangeAt }: LockOptions): Locks {
  const delegation = actor && createDelegation(catalog, actor, { now, holders });
  if (actor) onChangeAt?.(createEvaluator(catalog, actor, { now }).nextChangeAt);
  const known = new WeakMap<TargetState, { readonly lock: Decision | undefined }>();

  const decide = (before: TargetState, after: TargetState): Decision => {
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
    const found = known.get(state);
    if (found) return found.lock;
    // May it be changed into itself: what forbids that, forbids everything.
    const decision = decide(state, state);
    const lock = decision.status === 'allowed' ? undefined : decision;
    known.set(state, { lock });
    return lock;
  };

  return {
    delegation,
    decide,
    target,
    permission: (state, permission) =>
      target(state) ??
      (catalog.permissions[permission]?.assignable === false ? { status: 'denied', reason: 'locked' } : undefined),
  };
}
