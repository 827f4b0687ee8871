import type { MatrixTarget, TargetState } from './MatrixBackend.js';

/** The target that a state is of. */
export function targetOf(state: TargetState): MatrixTarget {
  return state.kind === 'member' ? `member:${state.member.id}` : `role:${state.role.id}`;
}

/** The id within its kind. */
export function idOfTarget(target: MatrixTarget): string {
  return target.slice(target.indexOf(':') + 1);
}

/** Whether a target is a role. */
export function isRoleTarget(target: MatrixTarget): target is `role:${string}` {
  return target.startsWith('role:');
}
