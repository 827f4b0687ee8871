import type { Catalog, GrantSpec } from '../../model/catalog.js';
import { CatalogError, checkCatalog } from '../../model/defineCatalog.js';
import { invalid } from '../http/refuse.js';

// A name that no catalog can have for a package of its own, so that none is hidden behind it.
const probe = '0';
const prefix = `packages.${probe}.grants`;

/**
 * Refuses grants that do not fit the catalog, at their places among the operations. What fits is asked of the
 * catalog's own check, as if a package gave these grants, so that an edit and a catalog are held to one rule.
 */
export function refuseUnfitting(catalog: Catalog, specs: readonly (GrantSpec | undefined)[]): void {
  const places = specs.flatMap((spec, i) => (spec === undefined ? [] : [{ spec, i }]));
  if (places.length === 0) return;
  const bundle = { label: probe, grants: places.map(({ spec }) => spec) };
  try {
    checkCatalog({ ...catalog, packages: { ...catalog.packages, [probe]: bundle } });
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const issues = error.issues.filter(({ path }) => path.startsWith(prefix));
    if (issues.length === 0) return;
    throw invalid(issues.map((issue) => ({ ...issue, path: placeAmong(places, issue.path) })));
  }
}

function placeAmong(places: readonly { readonly i: number }[], path: string): string {
  return path
    .slice(prefix.length)
    .replace(/^\[(\d+)\]/, (_, index: string) => `operations[${places[Number(index)]?.i}]`);
}
