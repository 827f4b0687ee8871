import type { Catalog, CatalogDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import { groupAlike, numberColumn, type Alike, type NumberColumn } from './groupAlike.js';
import { compile, matches, type Step } from './predicate.js';

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
  const index: RecordIndex<T> = {
    resource,
    records,
    select(condition) {
      return picked(records, groupsOf([...keysOf(condition)].sort()), compile(condition, definition));
    },
  };
  made.add(index);
  return index;
}

const made = new WeakSet<object>();

/** Whether something is an index that was made here; what only looks like one decides nothing. */
export function isRecordIndex<T extends object>(records: readonly T[] | RecordIndex<T>): records is RecordIndex<T> {
  return made.has(records);
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

function picked<T>(records: readonly T[], { places, starts }: Alike, program: Step): T[] {
  // One bit for each record: groups come one after the other, and what is picked is in the order of the list.
  const bits = new Uint32Array(Math.ceil(records.length / 32));
  let total = 0;
  for (let group = 1; group < starts.length; group += 1) {
    const [from = 0, to = 0] = [starts[group - 1], starts[group]];
    if (!matches(program, records[places[from] ?? 0])) continue;
    total += to - from;
    for (let i = from; i < to; i += 1) {
      const place = places[i] ?? 0;
      bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
    }
  }
  const result = new Array<T>(total);
  let next = 0;
  for (let word = 0; next < total; word += 1) {
    // Only what is picked is touched: looking at each of a million records is what filtering costs.
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1)
      result[next++] = records[word * 32 + 31 - Math.clz32(left & -left)] as T;
  }
  return result;
}
