import type { RecordField, ResourceDefinition } from '../../src/model/catalog.js';

/** All that the laws ask of a record: the ids it carries, by what they mean. */
export interface Facts {
  readonly owner: readonly string[];
  /** `undefined`: the record does not say which consents the person on it gives. */
  readonly consents: readonly string[] | undefined;
  readonly dimensions: ReadonlyMap<string, readonly string[]>;
}

/** Reads a record the way the catalog says it is laid out. */
export function factsOf(resource: ResourceDefinition, record: object): Facts {
  const dimensions = Object.entries(resource.dimensions).map(
    ([dimension, field]) => [dimension, valuesOf(field, record).flatMap(idsIn)] as const,
  );
  const consents = resource.consents === undefined ? [] : valuesOf(resource.consents, record);
  return {
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

/** A non-empty string or a safe integer is an id, a list holds those of its items that are; all else holds none. */
export function idsIn(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? Array.from<unknown>(value) : [value];
  return items.flatMap((item) => {
    if (typeof item === 'string') return item === '' ? [] : [item];
    return Number.isSafeInteger(item) ? [String(item)] : [];
  });
}
