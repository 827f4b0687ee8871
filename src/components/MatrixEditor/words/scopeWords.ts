import type { Catalog } from '../../../model/catalog.js';
import type { Reach, Reaches, Scope } from '../../../model/scope.js';
import { labelOf } from '../../../model/labelOf.js';

/** A scope in a few words: `own, Queue sales and support`. */
export function scopeWords(catalog: Catalog, scope: Scope): string {
  if (scope === 'all') return 'all';
  const { all, own, in: reaches, within } = scope;
  const parts = [...(all ? ['all'] : []), ...(own ? ['own'] : []), ...reachWords(catalog, reaches)];
  const limit = reachWords(catalog, within);
  return `${parts.join(', ') || 'nothing'}${limit.length > 0 ? `, only within ${limit.join(' and ')}` : ''}`;
}

function reachWords(catalog: Catalog, reaches: Reaches = {}): string[] {
  return Object.entries(reaches).flatMap(([id, reach]) => {
    return reach === undefined || reach.length === 0
      ? []
      : [oneReach(catalog, id, labelOf(catalog.dimensions, id), reach)];
  });
}

function oneReach(catalog: Catalog, dimension: string, label: string, reach: Reach): string {
  if (reach === 'any') return `any ${label}`;
  if (reach === 'mine') return `their ${label}`;
  const values = catalog.dimensions[dimension]?.values ?? [];
  return `${label} ${reach.map((id) => values.find((value) => value.id === id)?.label ?? id).join(', ')}`;
}
