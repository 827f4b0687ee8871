import type { Catalog } from '../../model/catalog.js';
import { opensOf } from '../../model/permissionOf.js';

/**
 * Whether the product's own page leaves a field in its place, frozen, for those without a right (`whenDenied` on the
 * right itself, or on the choice that gives it). What is in the field then stays in use.
 */
export function freezes({ permissions }: Catalog, right: string): boolean {
  return Object.entries(permissions).some(
    ([id, definition]) =>
      definition.whenDenied === 'freeze' &&
      (id === right || (definition.kind === 'choice' && opensOf(definition).includes(right))),
  );
}
