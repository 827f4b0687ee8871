import type { Catalog } from '../../../model/catalog.js';
import type { NamedCatalog } from '../../../matrix/createNames.js';
import { labelOf } from '../../../model/labelOf.js';

/** The values of a dimension by their id, so that a long list of ids takes one look for each. */
const known = new WeakMap<readonly object[], ReadonlyMap<string, string>>();

/** The name of an id of a dimension: by the catalog or by the directory, as far as it was read; else the id itself. */
export function idWords(catalog: NamedCatalog, dimension: string, id: string): string {
  const values = Object.hasOwn(catalog.dimensions, dimension) ? catalog.dimensions[dimension]?.values : undefined;
  if (!values) return catalog.nameOf?.(dimension, id) ?? id;
  const labels = known.get(values) ?? new Map(values.map((value) => [value.id, value.label]));
  known.set(values, labels);
  return labels.get(id) ?? id;
}

/** The names of some ids of a dimension. */
export function namesIn(catalog: NamedCatalog, dimension: string, ids: readonly string[]): string {
  return ids.map((id) => idWords(catalog, dimension, id)).join(', ');
}

/** The label of a dimension. What a member has of `extension` is its extensions, whether or not the catalog names it. */
export function dimensionLabel(catalog: Catalog, dimension: string): string {
  return dimension === 'extension' && !Object.hasOwn(catalog.dimensions, dimension)
    ? 'Extension'
    : labelOf(catalog.dimensions, dimension);
}
