// One state machine: names of directory ids, read for what is shown and for nothing else.
import type { Catalog } from '../model/catalog.js';
import type { DirectoryEntry } from '../model/directory.js';

/** The name of an id of a dimension, where it is known yet; asking for it has it read. */
export type NameOf = (dimension: string, id: string) => string | undefined;

/** A catalog that words are made with. It may know the names of ids that are in the directory only. */
export type NamedCatalog = Catalog & { readonly nameOf?: NameOf };

/** Options of `createNames`. */
export interface NamesOptions {
  readonly read: (dimension: string, ids: readonly string[], signal: AbortSignal) => Promise<readonly DirectoryEntry[]>;
  /** Called when names were read. */
  readonly onChange: () => void;
}

/** The names that one matrix shows. */
export interface Names {
  readonly nameOf: NameOf;
  /** Counts the answers with names in them. */
  readonly version: () => number;
  /** Resolves once everything that was asked for has been read, or could not be. */
  readonly settled: () => Promise<void>;
}

/** The most ids, and about the most characters, that are asked for at once. */
const mostIds = 100;
const mostText = 4_000;

/** Makes an empty store of names. What is asked for while one thing renders is read together. */
export function createNames({ read, onChange }: NamesOptions): Names {
  const known = new Map<string, Map<string, string | undefined>>();
  const wanted = new Map<string, Set<string>>();
  // Nobody ends it: an answer that nobody waits for any more does no harm.
  const { signal } = new AbortController();
  let version = 0;
  /** One request at a time: an export may ask for thousands of names. */
  let reading = Promise.resolve();

  const readSome = async (dimension: string, ids: readonly string[]) => {
    const names = known.get(dimension) ?? new Map<string, string | undefined>();
    known.set(dimension, names);
    // What is being read, and what nobody knows, is not asked for again.
    for (const id of ids) names.set(id, undefined);
    try {
      const entries = await read(dimension, ids, signal);
      for (const { id, label } of entries) names.set(id, label);
      if (entries.length === 0) return;
      version++;
      onChange();
    } catch {
      // An id stands for itself until its name is asked for once more.
      for (const id of ids) names.delete(id);
    }
  };

  const readWanted = () => {
    const all = [...wanted];
    wanted.clear();
    for (const [dimension, ids] of all)
      for (const part of inParts([...ids])) reading = reading.then(() => readSome(dimension, part));
  };

  return {
    version: () => version,
    async settled() {
      // What was asked for in this turn is asked at its end.
      await Promise.resolve();
      await reading;
    },
    nameOf(dimension, id) {
      const names = known.get(dimension);
      if (names?.has(id)) return names.get(id);
      if (wanted.size === 0) queueMicrotask(readWanted);
      wanted.set(dimension, (wanted.get(dimension) ?? new Set()).add(id));
      return undefined;
    },
  };
}

function inParts(ids: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let length = Infinity;
  for (const id of ids) {
    const own = encodeURIComponent(encodeURIComponent(id)).length + 3;
    if (length + own > mostText || (parts.at(-1)?.length ?? 0) >= mostIds) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(id);
    length += own;
  }
  return parts;
}
