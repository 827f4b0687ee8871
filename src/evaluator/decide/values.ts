import type { PermissionDefinition, RightDefinition } from '../../model/catalog.js';
import type { Grant, GrantValue } from '../../model/grant.js';
import { closedValue, defaultValue, valueProblem, valueRank } from '../../model/value.js';

/** A permission that has a value. */
export type ValuedDefinition = Exclude<PermissionDefinition, RightDefinition>;

/**
 * The value that several grants come to, by the permission's declared rule (law 8). A deny, or a value that the
 * permission does not take, closes it: half of a malformed answer is not used (law 1). Whether a conditional
 * grant holds only the server knows, so of the value with it and the value without it this is the lesser.
 */
export function mergeValues(permission: ValuedDefinition, grants: readonly Grant[]): GrantValue {
  if (grants.some((grant) => grant.effect === 'deny' || valueProblem(permission, grant.value)))
    return closedValue(permission);
  const certain = merged(
    permission,
    grants.filter((grant) => !grant.conditional),
  );
  const perhaps = merged(permission, grants);
  return valueRank(permission, perhaps) < valueRank(permission, certain) ? perhaps : certain;
}

function merged(permission: ValuedDefinition, grants: readonly Grant[]): GrantValue {
  const values = grants.flatMap((grant) => (grant.value === undefined ? [] : [grant.value]));
  const [first, ...rest] = values;
  if (first === undefined) return defaultValue(permission);
  return rest.reduce((best, value) => (wins(permission, value, best) ? value : best), first);
}

/** Whether one value takes another's place where both are given. */
export function wins(permission: ValuedDefinition, value: GrantValue, best: GrantValue): boolean {
  const more = valueRank(permission, value) > valueRank(permission, best);
  // A duty binds if any source binds, so the lesser freedom wins.
  const least = permission.kind === 'duty' || (permission.kind === 'choice' && permission.merge === 'lowest');
  return least ? valueRank(permission, value) < valueRank(permission, best) : more;
}

/** A value as the caller works with it: `'unlimited'` is `Infinity`. */
export function plainValue(permission: ValuedDefinition, value: GrantValue): GrantValue {
  return permission.kind === 'number' && value === 'unlimited' ? Infinity : value;
}
