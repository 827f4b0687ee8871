import type { Catalog } from '../../model/catalog.js';

const texts = new WeakMap<object, string>();

/**
 * Whether two catalogs say the same, so that one that is written in a component is not another one each time.
 * Functions are compared by their source text: two that differ only in what they close over count as the same.
 */
export function saysTheSame(a: Catalog | undefined, b: Catalog | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.id === b.id && textOf(a) === textOf(b));
}

function textOf(catalog: Catalog): string {
  const text = texts.get(catalog) ?? JSON.stringify(catalog, plain);
  texts.set(catalog, text);
  return text;
}

/** Functions read a field of a record; numbers may be infinite. Neither is JSON. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'function' || typeof value === 'number' ? String(value) : value;
}
