import type { Catalog } from '../../../model/catalog.js';
import type { Reach, Reaches, Scope } from '../../../model/scope.js';
import { namesIn } from './idWords.js';
import { labelOf } from '../../../model/labelOf.js';

/** A scope in a few words: `own, Queue sales and support`. */
export function scopeWords(catalog: Catalog, scope: Scope): string {
  if (scope === 'all') return 'all';
  const { all, own, in: reaches, within } = scope;
  const parts = [...(all ? ['all'] : []), ...(own ? ['own'] : []), ...reachWords(catalog, reaches)];
  const limit = reachWords(catalog, within);
  return `${parts.join(', ') || 'nothing'}${limit.length > 0 ? `, only within ${limit.join(' and ')}` : ''}`;
}

/** What somebody is restricted to, in words. */
export function withinWords(catalog: Catalog, within: Reaches | undefined): string {
  return reachWords(catalog, within).join(' and ') || 'nothing in particular';
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
  return `${label} ${namesIn(catalog, dimension, reach)}`;
}
