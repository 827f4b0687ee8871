import type { Scope } from './scope.js';

/** Whether a scope reaches anything by a dimension: everything, or ids, memberships or any record of that dimension. */
export function reachesBy(scope: Scope, dimension: string): boolean {
  if (scope === 'all') return true;
  const { all, in: reaches = {}, within = {} } = scope;
  const reach = Object.hasOwn(reaches, dimension) ? reaches[dimension] : undefined;
  const limit = Object.hasOwn(within, dimension) ? within[dimension] : undefined;
  return limit?.length !== 0 && (all === true || (reach?.length ?? 0) > 0);
}
