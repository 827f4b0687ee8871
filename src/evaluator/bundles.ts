import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../model/catalog.js';
import type { Grant, Provenance } from '../model/grant.js';

/** A table's own entry: an id such as `__proto__` is no key of it. */
export function ownEntry<T>(table: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return table && Object.hasOwn(table, id) ? table[id] : undefined;
}

/** What one role gives by itself. */
export function roleGrants(catalog: CatalogDefinition, id: string): Grant[] {
  const role = ownEntry(catalog.roles, id);
  const from: Provenance = `role:${id}`;
  const all = role?.unrestricted
    ? Object.entries(catalog.permissions).flatMap(([permission, definition]) => mostOf(permission, definition, from))
    : [];
  return [...all, ...bundle(role?.grants, from)];
}

/** A grant as a catalog writes it, with where it came from. */
export function grantFrom(spec: GrantSpec, from: Provenance): Grant {
  return typeof spec === 'string' ? { permission: spec, effect: 'allow', from } : { effect: 'allow', ...spec, from };
}

/** What a list of a catalog gives. */
export function bundle(specs: readonly GrantSpec[] | undefined, from: Provenance): Grant[] {
  return (specs ?? []).map((spec) => grantFrom(spec, from));
}

/** The most that a permission can give; no duty. */
export function mostOf(permission: string, definition: PermissionDefinition, from: Provenance): Grant[] {
  const grant = { permission, effect: 'allow', from } as const;
  switch (definition.kind) {
    case 'right':
      return [definition.on === undefined ? grant : { ...grant, scope: 'all' }];
    case 'choice':
      return [{ ...grant, value: definition.options.at(-1)?.id ?? definition.default }];
    case 'number':
      return [
        {
          ...grant,
          value: definition.merge === 'min' ? definition.min : definition.unlimited ? 'unlimited' : definition.max,
        },
      ];
    case 'duty':
      return [];
  }
}
