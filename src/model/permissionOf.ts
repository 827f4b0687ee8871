import { groupBy } from '../base/groupBy.js';
import type { PermissionDefinition } from './catalog.js';

/** A grant, an implication or an override: an id alone, or an object that names its permission. */
type AboutPermission = string | { readonly permission: string };

/** The permission of a grant, an implication or an override. */
export function permissionOf(spec: AboutPermission): string {
  return typeof spec === 'string' ? spec : spec.permission;
}

/** Grants or overrides by their permission. */
export function groupByPermission<T extends AboutPermission>(specs: Iterable<T>): Map<string, T[]> {
  return groupBy(specs, permissionOf);
}

/** The permissions that one opens (law 6): an umbrella always, a choice with one of its options. */
export function opensOf(permission: PermissionDefinition | undefined): readonly string[] {
  if (permission?.kind === 'right') return (permission.implies ?? []).map(permissionOf);
  if (permission?.kind !== 'choice') return [];
  return permission.options.flatMap(({ grants = [] }) => grants.map(permissionOf));
}
