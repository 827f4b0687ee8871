import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../../model/catalog.js';
import { largestOf } from '../../model/value.js';
import { groupByPermission, permissionOf } from '../../model/permissionOf.js';
import type { Grant, Provenance } from '../../model/grant.js';

/** A table's own entry: an id such as `__proto__` is no key of it. */
export function ownEntry<T>(table: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return table && Object.hasOwn(table, id) ? table[id] : undefined;
}

/** Which permissions are asked about; all of them where nothing is said. */
export type Wanted = ReadonlySet<string> | undefined;

/** The grants that one role gives by itself. */
export function roleGrants(catalog: CatalogDefinition, id: string, wanted?: Wanted): Grant[] {
  const role = ownEntry(catalog.roles, id);
  const from: Provenance = `role:${id}`;
  const all = role?.unrestricted ? everything(catalog, from, wanted ?? Object.keys(catalog.permissions)) : [];
  return [...all, ...bundle(role?.grants, from, wanted)];
}

function everything({ permissions }: CatalogDefinition, from: Provenance, wanted: Iterable<string>): Grant[] {
  return Array.from(wanted).flatMap((id) => {
    const definition = ownEntry(permissions, id);
    return definition && !definition.setting ? mostOf(id, definition, from) : [];
  });
}

/** A grant as a catalog writes it, with where it came from. */
export function grantFrom(spec: GrantSpec, from: Provenance): Grant {
  return typeof spec === 'string' ? { permission: spec, effect: 'allow', from } : { effect: 'allow', ...spec, from };
}

/** The grants of a list of the catalog. */
export function bundle(specs: readonly GrantSpec[] | undefined, from: Provenance, wanted?: Wanted): Grant[] {
  return specsAmong(specs ?? [], wanted).map((spec) => grantFrom(spec, from));
}

const indexes = new WeakMap<readonly GrantSpec[], ReadonlyMap<string, readonly GrantSpec[]>>();

/** The grants of a list that are about some permissions. A long list is sorted once, on the first such question. */
function specsAmong(specs: readonly GrantSpec[], wanted: Wanted): readonly GrantSpec[] {
  if (!wanted) return specs;
  if (specs.length <= wanted.size) return specs.filter((spec) => wanted.has(permissionOf(spec)));
  const index = indexes.get(specs) ?? groupByPermission(specs);
  indexes.set(specs, index);
  return Array.from(wanted).flatMap((id) => index.get(id) ?? []);
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
      return [{ ...grant, value: definition.merge === 'min' ? definition.min : largestOf(definition) }];
    case 'duty':
      return [];
  }
}
