import type { ResourceDefinition } from '../model/catalog.js';
import { fieldsOf, idFrom, readField } from './predicate.js';

/** One key of many records, as small numbers: 0 for no id, then one number for each id in the order met. */
export interface IdColumn {
  /** The records whose field threw while it was read, by position. */
  readonly unreadable: readonly number[];
  /** For each number, whether it stands for one of these ids; `undefined` where no record has any of them. */
  wanted(ids: readonly string[]): Uint8Array | undefined;
  /** For each number, whether it stands for an id at all. */
  any(): Uint8Array | undefined;
  /** Sets the byte of every record that has a wanted number. */
  mark(mask: Uint8Array, wanted: Uint8Array | undefined): void;
}

/** Reads one key of many records. */
export function idColumn(records: readonly object[], resource: ResourceDefinition, key: string): IdColumn {
  const numbers = new Map<string, number>();
  const unreadable: number[] = [];
  const first = new Uint32Array(records.length);
  // Most records have one id; the others of a list go here, as pairs of position and number.
  const more: number[] = [];
  const reads = fieldsOf(resource, key).map(readField);

  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size + 1);
    return numbers.size;
  };
  const add = (position: number, value: unknown) => {
    const id = idFrom(value);
    if (id === undefined) return;
    if (first[position] === 0) first[position] = numberOf(id);
    else more.push(position, numberOf(id));
  };
  const readRecord = (record: object, position: number) => {
    for (const read of reads) {
      const value = read(record);
      if (Array.isArray(value)) for (const each of value) add(position, each);
      else add(position, value);
    }
  };
  records.forEach((record, position) => {
    if (typeof record !== 'object' || record === null) return;
    try {
      readRecord(record, position);
    } catch {
      unreadable.push(position);
    }
  });

  const table = () => new Uint8Array(numbers.size + 1);
  return {
    unreadable,
    wanted(ids) {
      const found = ids.map((id) => numbers.get(id) ?? 0).filter((number) => number > 0);
      if (found.length === 0) return undefined;
      const wanted = table();
      for (const number of found) wanted[number] = 1;
      return wanted;
    },
    any: () => (numbers.size === 0 ? undefined : table().fill(1, 1)),
    mark(mask, wanted) {
      if (wanted === undefined) return;
      for (let i = 0; i < first.length; i += 1) mask[i] = (mask[i] ?? 0) | (wanted[first[i] ?? 0] ?? 0);
      for (let i = 0; i < more.length; i += 2)
        mask[more[i] ?? 0] = (mask[more[i] ?? 0] ?? 0) | (wanted[more[i + 1] ?? 0] ?? 0);
    },
  };
}
