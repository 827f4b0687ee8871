import type { RecordField, ResourceDefinition } from '../model/catalog.js';
import type { Condition } from '../model/condition.js';

/** A condition made ready to run on one record; what it says of something else means nothing. */
export type Predicate = (record: unknown) => boolean;

/** Whether something can be asked about: an object, since ids alone never identify a record. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether a predicate holds for something; what is no record, or cannot be read, holds nothing. */
export function matches(predicate: Predicate, record: unknown): boolean {
  try {
    // Asked last, and so only of what would be allowed: most of what a check costs is what it asks beside the look-up.
    return predicate(record) && isRecord(record);
  } catch {
    return false;
  }
}

type Test = (value: unknown) => boolean;

/**
 * Makes a condition ready to run. What the record throws while it is read (a getter, a proxy, a field function)
 * comes out: the caller decides what unreadable means.
 */
export function compile(condition: Condition, resource: ResourceDefinition): Predicate {
  if (typeof condition === 'boolean') return () => condition;
  if ('some' in condition) return compileSome(condition.some, resource);
  if ('every' in condition) return allOf(condition.every.map((each) => compile(each, resource)));
  if ('not' in condition) {
    const inner = compile(condition.not, resource);
    return (record) => !inner(record);
  }
  const fields = fieldsOf(resource, condition.key);
  if ('present' in condition) return anyOf(fields.map((field) => onField(field, isPresent)));
  return anyIdTest(fields.map((field) => ({ field, ids: idsFrom(condition.in) })));
}

/** Look-ups of plain fields run as one; everything else one by one. */
function compileSome(conditions: readonly Condition[], resource: ResourceDefinition): Predicate {
  const tests: IdTest[] = [];
  const rest: Predicate[] = [];
  for (const each of conditions) {
    if (typeof each === 'object' && 'in' in each)
      tests.push(...fieldsOf(resource, each.key).map((field) => ({ field, ids: idsFrom(each.in) })));
    else rest.push(compile(each, resource));
  }
  return anyOf([...(tests.length > 0 ? [anyIdTest(tests)] : []), ...rest]);
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
export function readField(field: RecordField): (record: unknown) => unknown {
  if (typeof field === 'function') return (record) => (isRecord(record) ? field(record) : undefined);
  if (typeof field !== 'string') return () => undefined;
  if (!field.includes('.')) return (record) => (record as Fields)[field];
  const path = field.split('.');
  return (record) =>
    path.reduce<unknown>((value, name) => (isRecord(value) ? Reflect.get(value, name) : undefined), record);
}

function onField(field: RecordField, test: Test): Predicate {
  const read = readField(field);
  return (record) => test(read(record));
}

/** One field, and the ids that it may hold. */
interface IdTest {
  readonly field: RecordField;
  readonly ids: Ids;
}

/** Ids to look up; `only` where there is just one, since comparing is quicker than looking up. */
interface Ids {
  readonly set: ReadonlySet<string>;
  readonly only: string | undefined;
}

function idsFrom(ids: readonly string[]): Ids {
  const set = new Set(ids);
  // The empty text is no id.
  set.delete('');
  const [only] = set;
  return { set, only: set.size === 1 ? only : undefined };
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The hot path: one look-up for each plain field. One, two and three fields are written out, since an engine is
 * quick at a place that always reads the same field, and several times slower at one that reads different ones.
 */
function anyIdTest(tests: readonly IdTest[]): Predicate {
  const plain = tests.flatMap(({ field, ids }) =>
    typeof field === 'string' && !field.includes('.') ? [{ field, ids }] : [],
  );
  const [a, b, c] = plain;
  if (plain.length < tests.length || plain.length > 3 || !a)
    return anyOf(tests.map(({ field, ids }) => onField(field, (value) => holds(value, ids.set))));
  const { field: fieldA, ids: idsA } = a;
  if (!b && idsA.only === undefined) return inSet(fieldA, idsA.set);
  // The record is the caller's, with whatever fields it has.
  if (!b) return (record) => isHeld((record as Fields)[fieldA], idsA);
  const { field: fieldB, ids: idsB } = b;
  if (!c) return (record) => isHeld((record as Fields)[fieldA], idsA) || isHeld((record as Fields)[fieldB], idsB);
  const { field: fieldC, ids: idsC } = c;
  return (record) =>
    isHeld((record as Fields)[fieldA], idsA) ||
    isHeld((record as Fields)[fieldB], idsB) ||
    isHeld((record as Fields)[fieldC], idsC);
}

/** The most common of all questions, one field among many ids, with nothing else in its way. */
function inSet(field: string, ids: ReadonlySet<string>): Predicate {
  return (record) => {
    const value = (record as Fields)[field];
    return typeof value === 'string' ? ids.has(value) : holds(value, ids);
  };
}

/** `holds` with its common case, one text, first. */
function isHeld(value: unknown, { only, set }: Ids): boolean {
  if (typeof value === 'string') return only === undefined ? set.has(value) : value === only;
  return holds(value, set);
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
