import type { ResourceDefinition } from '../../model/catalog.js';
import { fieldsOf, idFrom, isRecord, readField } from './predicate.js';

/** One key of many records as numbers: equal numbers for equal ids. */
export interface NumberColumn {
  readonly numbers: Uint32Array;
  /** One more than the largest number. */
  readonly size: number;
}

/** The places of records, those of one group beside each other and each group in order. */
export interface Alike {
  readonly places: Uint32Array;
  /** The place in `places` at which each group begins, and after the last one the end. */
  readonly starts: Uint32Array;
}

/** Reads one key of many records. What cannot be read is like nothing else, so that it answers for itself. */
export function numberColumn(records: readonly object[], resource: ResourceDefinition, key: string): NumberColumn {
  const numbers = new Uint32Array(records.length);
  const known = new Map<string | undefined, number>();
  const reads = fieldsOf(resource, key).map(readField);
  let size = 0;
  for (let i = 0; i < records.length; i += 1) {
    const value = valueKey(reads, records[i]);
    const number = known.get(value);
    numbers[i] = number ?? size;
    if (number !== undefined) continue;
    if (value !== undefined) known.set(value, size);
    size += 1;
  }
  return { numbers, size };
}

/** The same text for values that hold the same ids and as much that is none; `undefined` for what throws. */
function valueKey(reads: readonly ((record: object) => unknown)[], record: unknown): string | undefined {
  if (!isRecord(record)) return undefined;
  try {
    const [first, ...rest] = reads.map((read) => read(record));
    // One text is nearly all there is: marked, so that no id reads as the list that everything else becomes.
    if (rest.length === 0 && typeof first === 'string') return `=${first}`;
    // What cannot be read as an id becomes null, what is not there the empty text.
    return JSON.stringify([first, ...rest].flat().map(idFrom));
  } catch {
    return undefined;
  }
}

/** Puts records into one group where every column has equal numbers. */
export function groupAlike([column, ...others]: readonly [NumberColumn, ...NumberColumn[]]): Alike {
  const { numbers, size } = others.reduce(combine, column);
  const starts = new Uint32Array(size + 1);
  for (const group of numbers) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < size; group += 1) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const places = new Uint32Array(numbers.length);
  const next = starts.slice();
  numbers.forEach((group, place) => {
    const at = next[group] ?? 0;
    places[at] = place;
    next[group] = at + 1;
  });
  return { places, starts };
}

function combine(a: NumberColumn, b: NumberColumn): NumberColumn {
  const numbers = new Uint32Array(a.numbers.length);
  const known = new Map<number, number>();
  for (let i = 0; i < numbers.length; i += 1) {
    const pair = (a.numbers[i] ?? 0) * b.size + (b.numbers[i] ?? 0);
    const number = known.get(pair) ?? known.size;
    if (number === known.size) known.set(pair, number);
    numbers[i] = number;
  }
  return { numbers, size: known.size };
}
