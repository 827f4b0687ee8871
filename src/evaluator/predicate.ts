import type { RecordField, ResourceDefinition } from '../model/catalog.js';
import type { Condition } from '../model/condition.js';

/** A condition made ready to run on one record. */
export type Predicate = (record: object) => boolean;

type Test = (value: unknown) => boolean;

/** Makes a condition ready to run; a record that cannot be read holds nothing. */
export function compileCondition(condition: Condition, resource: ResourceDefinition): Predicate {
  const predicate = compile(condition, resource);
  return (record) => {
    try {
      return predicate(record);
    } catch {
      return false;
    }
  };
}

/** `compileCondition` for a caller that tells "unreadable" from "does not hold": it lets the record's error out. */
export function compile(condition: Condition, resource: ResourceDefinition): Predicate {
  if (typeof condition === 'boolean') return () => condition;
  if ('some' in condition) return anyOf(condition.some.map((each) => compile(each, resource)));
  if ('every' in condition) return allOf(condition.every.map((each) => compile(each, resource)));
  if ('not' in condition) {
    const inner = compile(condition.not, resource);
    return (record) => !inner(record);
  }
  const fields = fieldsOf(resource, condition.key);
  if ('present' in condition) return anyOf(fields.map((field) => onField(field, isPresent)));
  const ids = new Set(condition.in);
  return anyOf(fields.map((field) => onIds(field, ids)));
}

function anyOf(predicates: readonly Predicate[]): Predicate {
  const [a, b] = predicates;
  if (!a) return () => false;
  if (!b) return a;
  if (predicates.length === 2) return (record) => a(record) || b(record);
  return (record) => predicates.some((each) => each(record));
}

function allOf(predicates: readonly Predicate[]): Predicate {
  const [a, b] = predicates;
  if (a && b && predicates.length === 2) return (record) => a(record) && b(record);
  return (record) => predicates.every((each) => each(record));
}

/** Where a resource type keeps a key; empty where it does not have it. */
export function fieldsOf(resource: ResourceDefinition, key: string): readonly RecordField[] {
  const field =
    key === 'owner' || key === 'consents'
      ? resource[key]
      : Object.hasOwn(resource.dimensions, key)
        ? resource.dimensions[key]
        : undefined;
  if (field === undefined) return [];
  // Array.isArray does not narrow a readonly list, hence the test for what is not one.
  return typeof field === 'string' || typeof field === 'function' ? [field] : field;
}

/** Reads one field of a record. */
export function readField(field: RecordField): (record: object) => unknown {
  if (typeof field === 'function') return field;
  if (typeof field !== 'string') return () => undefined;
  const [first = '', ...rest] = field.split('.');
  const read = (record: object): unknown => Reflect.get(record, first);
  if (rest.length === 0) return read;
  return (record) =>
    rest.reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      read(record),
    );
}

function onField(field: RecordField, test: Test): Predicate {
  const read = readField(field);
  return (record) => test(read(record));
}

function onIds(field: RecordField, ids: ReadonlySet<string>): Predicate {
  if (typeof field !== 'string' || field.includes('.')) return onField(field, (value) => holds(value, ids));
  return (record) => {
    // The hot path: one field, one look-up. The record is the caller's, with whatever fields it has.
    const value = (record as Readonly<Record<string, unknown>>)[field];
    return typeof value === 'string' ? ids.has(value) : value !== undefined && value !== null && holds(value, ids);
  };
}

/** Whether a value is one of the ids, or a list that has one. A whole number counts as its digits. */
function holds(value: unknown, ids: ReadonlySet<string>): boolean {
  return Array.isArray(value) ? value.some((each) => isOneOf(each, ids)) : isOneOf(value, ids);
}

function isOneOf(value: unknown, ids: ReadonlySet<string>): boolean {
  const id = idFrom(value);
  return id !== undefined && ids.has(id);
}

/** The id that a value stands for: a text that is not empty, or a whole number in digits. */
export function idFrom(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function isPresent(value: unknown): boolean {
  return Array.isArray(value) ? value.some((each) => idFrom(each) !== undefined) : idFrom(value) !== undefined;
}
