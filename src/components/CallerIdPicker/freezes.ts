import type { Catalog, PermissionDefinition } from '../../model/catalog.js';

/**
 * Whether the product's own page leaves a field in its place, frozen, for those without a right (`whenDenied` on the
 * right itself, or on the choice that gives it). What is in the field then stays in use.
 */
export function freezes({ permissions }: Catalog, right: string): boolean {
  return Object.entries(permissions).some(
    ([id, definition]) => definition.whenDenied === 'freeze' && (id === right || gives(definition, right)),
  );
}

function gives(definition: PermissionDefinition, right: string): boolean {
  return (
    definition.kind === 'choice' &&
    definition.options.some(({ grants = [] }) =>
      grants.some((grant) => (typeof grant === 'string' ? grant : grant.permission) === right),
    )
  );
}
