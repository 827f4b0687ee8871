import type { Catalog, CatalogDefinition } from '../model/catalog.js';
import type { Condition } from '../model/condition.js';
import { groupAlike, numberColumn, type Alike, type NumberColumn } from './groupAlike.js';
import { compile, matches } from './predicate.js';

/** A list of records whose ids were read once, so that filtering it again after a change is cheap. */
export interface RecordIndex<T extends object = object> {
  /** The type of record, as the catalog calls it. */
  readonly resource: string;
  readonly records: readonly T[];
  /** The records that a condition of this type holds for, in their order. */
  select(condition: Condition): T[];
}

/**
 * Finds the records that no condition can tell apart, so that one answer serves them all: a million calls of
 * some hundred queues and people are asked about a few thousand times. What a condition needs is read when the
 * first such condition comes. The list and its records must not change afterwards; make a new index when they do.
 *
 * ```ts
 * const calls = indexRecords(catalog, 'call', millionCalls);
 * may.filter('calls.view', calls); // the same records as for the plain list
 * ```
 */
export function indexRecords<C extends CatalogDefinition, T extends object>(
  catalog: Catalog<C>,
  resource: keyof C['resources'] & string,
  records: readonly T[],
): RecordIndex<T> {
  const definition = catalog.resources[resource] ?? { label: resource, dimensions: {} };
  const columns = new Map<string, NumberColumn>();
  const groupings = new Map<string, Alike>();
  const columnOf = (key: string) => remember(columns, key, () => numberColumn(records, definition, key));
  // A condition that asks for no key still tells a record from what is none: the key that no record has does that.
  const groupsOf = ([key = '', ...keys]: readonly string[]) =>
    remember(groupings, [key, ...keys].join(), () => groupAlike([columnOf(key), ...keys.map(columnOf)]));
  return {
    resource,
    records,
    select(condition) {
      const predicate = compile(condition, definition);
      const alike = groupsOf([...keysOf(condition)].sort());
      return picked(
        records,
        alike,
        Uint8Array.from(alike.firsts, (first) => Number(matches(predicate, records[first]))),
      );
    },
  };
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** The keys that a condition asks for. */
function keysOf(condition: Condition): Set<string> {
  if (typeof condition === 'boolean') return new Set();
  if ('key' in condition) return new Set([condition.key]);
  const parts = 'not' in condition ? [condition.not] : 'some' in condition ? condition.some : condition.every;
  return new Set(parts.flatMap((part) => [...keysOf(part)]));
}

function picked<T>(records: readonly T[], { groups, counts }: Alike, held: Uint8Array): T[] {
  const total = held.reduce((sum, one, group) => sum + one * (counts[group] ?? 0), 0);
  const result = new Array<T>(total);
  let next = 0;
  for (let i = 0; next < total; i += 1) {
    // Only what is picked is touched: looking at each of a million records is what filtering costs.
    if (held[groups[i] ?? 0] === 1) result[next++] = records[i] as T;
  }
  return result;
}
