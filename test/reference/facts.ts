import type { RecordField, ResourceDefinition } from '../../src/model/catalog.js';

/** All that the laws ask of a record: the ids it carries, by what they mean. */
export interface Facts {
  readonly owner: readonly string[];
  /** `undefined`: the record does not say which consents the person on it gives. */
  readonly consents: readonly string[] | undefined;
  readonly dimensions: ReadonlyMap<string, readonly string[]>;
  /** The dimensions, `'owner'` or `'consents'`, in which the record holds something that is no id: nobody knows what it is. */
  readonly unread: ReadonlySet<string>;
}

/** Reads a record the way the catalog says it is laid out. */
export function factsOf(resource: ResourceDefinition, record: object): Facts {
  const dimensions = Object.entries(resource.dimensions).map(
    ([dimension, field]) => [dimension, valuesOf(field, record).flatMap(idsIn)] as const,
  );
  const consents = resource.consents === undefined ? [] : valuesOf(resource.consents, record);
  const keyed: readonly (readonly [string, RecordField | undefined])[] = [
    ['owner', resource.owner],
    ['consents', resource.consents],
    ...Object.entries(resource.dimensions),
  ];
  const unread = keyed.filter(
    ([, field]) => field !== undefined && valuesOf(field, record).some((value) => itemsIn(value).some(isUnread)),
  );
  return {
    unread: new Set(unread.map(([key]) => key)),
    owner: resource.owner === undefined ? [] : valuesOf(resource.owner, record).flatMap(idsIn),
    consents: consents.every((value) => value === undefined) ? undefined : consents.flatMap(idsIn),
    dimensions: new Map(dimensions),
  };
}

/** The record's ids in one dimension; a dimension that its type does not have holds none. */
export function idsOn(facts: Facts, dimension: string): readonly string[] {
  return facts.dimensions.get(dimension) ?? [];
}

function valuesOf(field: RecordField, record: object): readonly unknown[] {
  if (typeof field === 'function') return [field(record)];
  return (typeof field === 'string' ? [field] : field).map((name) => follow(name.split('.'), record));
}

function follow(names: readonly string[], from: unknown): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return from;
  return typeof from === 'object' && from !== null ? follow(rest, Reflect.get(from, name)) : undefined;
}

const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? Array.from<unknown>(value) : [value]);

/** A non-empty string, a bigint or a safe integer is an id, a list holds those of its items that are. */
export function idsIn(value: unknown): readonly string[] {
  return itemsIn(value).flatMap((item) => {
    if (typeof item === 'string') return item === '' || hasLoneSurrogate(item) ? [] : [item];
    return typeof item === 'bigint' || Number.isSafeInteger(item) ? [String(item)] : [];
  });
}

/** Neither an id nor a way to say that there is none. */
function isUnread(item: unknown): boolean {
  return item !== undefined && item !== null && item !== '' && idsIn([item]).length === 0;
}

/** A code point that is half of a pair: iteration by code points keeps whole pairs together. */
function hasLoneSurrogate(text: string): boolean {
  return Array.from(text).some((character) => character.length === 1 && character >= '\ud800' && character <= '\udfff');
}
