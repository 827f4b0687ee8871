import type { GrantSpec, Implication } from './catalog.js';

/** The permission that a grant or an implication of a catalog is about. */
export function permissionOf(spec: GrantSpec | Implication): string {
  return typeof spec === 'string' ? spec : spec.permission;
}
