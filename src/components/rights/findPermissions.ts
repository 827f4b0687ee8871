import type { Catalog } from '../../model/catalog.js';
import type { PartName } from '../../model/parts.js';
import { expectAbsence } from '../../react/store/warnOf.js';

/** For each thing that a component asks about: the permissions that stand for it in a catalog, the likeliest first. */
export type Conventions<K extends string> = Readonly<Record<K, readonly string[]>>;

/** Which permission stands for what. */
export type PermissionIds<K extends string> = Readonly<Record<K, string>>;

/** Which permission stands for what; nothing for what only narrows and is not in the catalog. */
export type FoundPermissions<K extends string, N extends K> = PermissionIds<Exclude<K, N>> &
  Readonly<Record<N, string | undefined>>;

/** What a part asks, and the names that it looks for in catalogs that bind nothing to it. */
export interface Part<K extends string, N extends K = never> {
  /** Where a catalog binds them, in `parts`. */
  readonly name: PartName;
  readonly conventions: Conventions<K>;
  /** What takes something away, or is covered by another key, so that a catalog without it asks nothing for it. */
  readonly narrowing?: readonly N[];
}

/**
 * The permission that stands for each thing that a part asks: the one that is named, else the one that the catalog
 * binds to it (`parts`), else the first conventional one that the catalog has. Where it has none of them, the first is
 * asked about and denied like any permission that a catalog lacks.
 *
 * A right that is only `narrowing` takes something away from what another right opens, such as special numbers from
 * all numbers. A catalog that lacks it does not take that away: nothing stands for it, and it is not asked about.
 */
export function findPermissions<K extends string, N extends K = never>(
  { name, conventions, narrowing = [] }: Part<K, N>,
  named: Partial<Record<K, string>> | undefined,
  catalog: Catalog | undefined,
): FoundPermissions<K, N> {
  const known = catalog?.permissions ?? {};
  const bound: Partial<Record<string, string>> = catalog?.parts?.[name] ?? {};
  const only: readonly string[] = narrowing;
  const ids: Partial<Record<K, string | undefined>> = {};
  for (const key in conventions) {
    const names = conventions[key];
    const found = named?.[key] ?? bound[key] ?? names.find((id) => Object.hasOwn(known, id));
    ids[key] = found ?? (only.includes(key) ? undefined : absent(names[0] ?? ''));
  }
  // Every key of the conventions is filled in above.
  return ids as FoundPermissions<K, N>;
}

/** A permission that the catalog lacks: a part that it has nothing for is no mistake to warn of. */
function absent(id: string): string {
  if (process.env.NODE_ENV !== 'production') expectAbsence(id);
  return id;
}
