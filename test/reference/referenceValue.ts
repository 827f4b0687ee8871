import type { PermissionDefinition } from '../../src/model/catalog.js';
import type { Grant, GrantValue } from '../../src/model/grant.js';

type Valued = Exclude<PermissionDefinition, { kind: 'right' }>;

/** What a choice, number or duty comes to from the grants in force (law 8). */
export function mergedValue(
  permission: Valued,
  grants: readonly Grant[],
  { stale, open }: { readonly stale: boolean; readonly open: boolean },
): GrantValue {
  if (stale) return least(permission);
  if (!open) return permission.kind === 'duty' ? false : least(permission);
  // A deny closes a value, and so does a value that the permission does not take (law 1).
  if (grants.some(({ effect, value }) => effect === 'deny' || !takes(permission, value))) return least(permission);
  const values = (some: readonly Grant[]) => some.map((grant) => grant.value);
  const certain = merged(permission, values(grants.filter((grant) => !grant.conditional)));
  const perhaps = merged(permission, values(grants));
  // Whether a conditional grant holds only the server knows, so of the two values it may be, it is the lesser.
  return isMore(permission, certain, perhaps) ? perhaps : certain;
}

/** Whether a value gives no more than one of the others, or than holds without any. */
export function isNoMoreThan(
  permission: Valued,
  value: GrantValue | undefined,
  others: readonly (GrantValue | undefined)[],
): boolean {
  // What the permission does not take closes it, so it gives nothing.
  if (!takes(permission, value)) return true;
  const plain = (each: GrantValue | undefined) => merged(permission, [each]);
  const most = [least(permission), merged(permission, []), ...others.map(plain)];
  return most.some((each) => !isMore(permission, plain(value), each));
}

function merged(permission: Valued, values: readonly (GrantValue | undefined)[]): GrantValue {
  switch (permission.kind) {
    case 'duty':
      return values.includes(true);
    case 'choice': {
      const places = values.map((value) => permission.options.findIndex((option) => option.id === value));
      const place = permission.merge === 'lowest' ? Math.min(...places) : Math.max(...places);
      return permission.options[place]?.id ?? permission.default;
    }
    case 'number': {
      const amounts = values.map((value) => (value === 'unlimited' ? Infinity : Number(value)));
      if (amounts.length === 0) return permission.default === 'unlimited' ? Infinity : permission.default;
      return permission.merge === 'min' ? Math.min(...amounts) : Math.max(...amounts);
    }
  }
}

/** Whether the first value leaves less of what the permission gives. */
export function isLess(permission: Valued, a: GrantValue, b: GrantValue): boolean {
  return isMore(permission, b, a);
}

function isMore(permission: Valued, a: GrantValue, b: GrantValue): boolean {
  switch (permission.kind) {
    case 'duty':
      return a === false && b === true;
    case 'choice': {
      const ids = permission.options.map((option) => option.id);
      return ids.indexOf(String(a)) > ids.indexOf(String(b));
    }
    case 'number':
      return permission.merge === 'min' ? a < b : a > b;
  }
}

function takes(permission: Valued, value: GrantValue | undefined): boolean {
  switch (permission.kind) {
    case 'duty':
      return value === true || value === false;
    case 'choice':
      return permission.options.some((option) => option.id === value);
    case 'number':
      if (value === 'unlimited') return permission.unlimited === true || permission.max === undefined;
      return Number.isFinite(value) && permission.min <= Number(value) && Number(value) <= (permission.max ?? Infinity);
  }
}

/** The least that a permission can be set to: fewest options, smallest number, every duty. */
function least(permission: Valued): GrantValue {
  switch (permission.kind) {
    case 'duty':
      return true;
    case 'choice':
      return permission.options[0]?.id ?? permission.default;
    case 'number':
      if (permission.merge !== 'min') return permission.min;
      return permission.unlimited ? Infinity : (permission.max ?? Infinity);
  }
}
