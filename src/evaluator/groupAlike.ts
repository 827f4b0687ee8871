import type { ResourceDefinition } from '../model/catalog.js';
import { fieldsOf, idFrom, isRecord, readField } from './predicate.js';

/** One key of many records as numbers: equal numbers for equal ids. */
export interface NumberColumn {
  readonly numbers: Uint32Array;
  /** One more than the largest number. */
  readonly size: number;
}

/** Records in groups: which group each one is in, and of each group the first record and how many there are. */
export interface Alike {
  readonly groups: Uint32Array;
  readonly firsts: Uint32Array;
  readonly counts: Uint32Array;
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

/** The same text for values that hold the same ids; `undefined` for what cannot be read. */
function valueKey(reads: readonly ((record: object) => unknown)[], record: unknown): string | undefined {
  if (!isRecord(record)) return undefined;
  try {
    const [first, ...rest] = reads.map((read) => read(record));
    // One text is nearly all there is: marked, so that no id reads as the list that everything else becomes.
    if (rest.length === 0 && typeof first === 'string') return `=${first}`;
    return JSON.stringify([first, ...rest].flat().map(idFrom));
  } catch {
    return undefined;
  }
}

/** Puts records into one group where every column has equal numbers. */
export function groupAlike([column, ...others]: readonly [NumberColumn, ...NumberColumn[]]): Alike {
  const { numbers, size } = others.reduce(combine, column);
  const firsts = new Uint32Array(size);
  const counts = new Uint32Array(size);
  for (let i = numbers.length - 1; i >= 0; i -= 1) {
    const group = numbers[i] ?? 0;
    firsts[group] = i;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return { groups: numbers, firsts, counts };
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
