import type { RecordField, ResourceDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import { isWellFormed } from '../../base/text.js';

/** Whether something can be asked about: an object, since ids alone never identify a record. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * The id that a value stands for: a text, or a whole number in digits. The empty text where there is no id,
 * `undefined` for what cannot be read as one: another kind of value, an inexact number, half of a character.
 */
export function idFrom(value: unknown): string | undefined {
  if (typeof value === 'string') return isWellFormed(value) ? value : undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : undefined;
}

/** The fields that hold a key of a resource type; empty where it does not have the key. */
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

type Fields = Readonly<Record<string, unknown>>;

/** Reads one field of a record; what the record throws comes out. */
export function readField(field: RecordField): (record: unknown) => unknown {
  if (typeof field === 'function') return (record) => (isRecord(record) ? field(record) : undefined);
  if (typeof field !== 'string') return () => undefined;
  if (!field.includes('.')) return (record) => (record as Fields)[field];
  const path = field.split('.');
  return (record) => {
    let value: unknown = record;
    for (const name of path) value = isRecord(value) ? (value as Fields)[name] : undefined;
    return value;
  };
}

/** The test of one field. */
interface Test {
  readonly field: string;
  readonly read: (record: unknown) => unknown;
  /** Which texts will do. */
  readonly texts: Texts;
  /** Whether what cannot be read counts as held: in a deny it does, in an allow it does not (law 14). */
  readonly isUnreadHeld: boolean;
}

/** Some texts: a set of ids, or what behaves like one. The empty text is never among them. */
interface Texts {
  has(text: string): boolean;
}

/**
 * A condition made ready to run: steps that must all be met, each by one of its tests or of its alternatives.
 * One function runs them all, so that an engine sees each place of it read the same field again and again; as
 * closures of their own they would be called one by one, which costs more than the look-up.
 */
export interface Step {
  readonly isNegated: boolean;
  readonly next: Step | undefined;
  // Tests of plain fields, each at the place of its field.
  readonly a: Test | undefined;
  readonly b: Test | undefined;
  readonly c: Test | undefined;
  readonly d: Test | undefined;
  readonly e: Test | undefined;
  readonly f: Test | undefined;
  readonly g: Test | undefined;
  readonly h: Test | undefined;
  /** Whether there are `rest` or `some`. */
  readonly isMore: boolean;
  /** The tests that have no place. */
  readonly rest: readonly Test[];
  /** Conditions that would do as well. */
  readonly some: readonly Step[];
  /** All tests, for a record that throws. */
  readonly tests: readonly Test[];
}

/**
 * Makes a condition ready to run on records of one type; the answer is its first step. Where the condition says what
 * is denied (`isDeny`), what cannot be read counts as denied.
 */
export function compile(condition: Condition, resource: ResourceDefinition, isDeny = false): Step {
  const all = typeof condition === 'object' && 'every' in condition ? condition.every : [condition];
  const first = all.reduceRight<Step | undefined>(
    (next, each) => (each === true ? next : stepOf(each, resource, isDeny, next)),
    undefined,
  );
  return first ?? stepOf({ not: false }, resource, isDeny);
}

function stepOf(condition: Condition, resource: ResourceDefinition, isDeny: boolean, next?: Step): Step {
  const isNegated = typeof condition === 'object' && 'not' in condition;
  const asked = isNegated ? condition.not : condition;
  const isUnreadHeld = isNegated !== isDeny;
  const tests: Test[] = [];
  const some: Step[] = [];
  for (const part of typeof asked === 'object' && 'some' in asked ? asked.some : [asked]) {
    if (typeof part === 'object' && 'key' in part) tests.push(...testsOf(part, resource, isUnreadHeld));
    else if (part !== false) some.push(compile(part, resource, isUnreadHeld));
  }
  const { places, rest } = placed(tests);
  const [a, b, c, d, e, f, g, h] = places;
  const isMore = rest.length > 0 || some.length > 0;
  // One literal without spreads, since an engine is quick where all steps have one shape.
  return { isNegated, next, a, b, c, d, e, f, g, h, isMore, rest, some, tests };
}

function testsOf(
  condition: Extract<Condition, { key: string }>,
  resource: ResourceDefinition,
  isUnreadHeld: boolean,
): readonly Test[] {
  const texts = textsOf(condition, isUnreadHeld);
  return fieldsOf(resource, condition.key).map((field) => ({
    field: typeof field === 'string' && !field.includes('.') ? field : '',
    read: readField(field),
    texts,
    isUnreadHeld,
  }));
}

function textsOf(condition: Extract<Condition, { key: string }>, isUnreadHeld: boolean): Texts {
  if ('present' in condition)
    return { has: isUnreadHeld ? (text) => text !== '' : (text) => text !== '' && isWellFormed(text) };
  const ids = new Set(condition.in);
  // The empty text is no id.
  ids.delete('');
  if (isUnreadHeld) return { has: (text) => ids.has(text) || !isWellFormed(text) };
  const [only] = ids;
  // Comparing is quicker than looking up.
  return ids.size === 1 ? { has: (text) => text === only } : ids;
}

const width = 8;
const placeOf = new Map<string, number>();

/** Each plain field keeps its place in every program, as far as there are places. */
function placed(tests: readonly Test[]) {
  const places: (Test | undefined)[] = [];
  const rest: Test[] = [];
  for (const test of tests) {
    const { field } = test;
    let place = placeOf.get(field) ?? placeOf.size % width;
    for (let tried = 1; tried < width && places[place]; tried += 1) place = (place + 1) % width;
    if (field === '' || places[place]) rest.push(test);
    else {
      places[place] = test;
      if (placeOf.size < 8 * width && !placeOf.has(field)) placeOf.set(field, place);
    }
  }
  return { places, rest };
}

/** Whether a record meets a condition. Nothing that a record is or does makes it throw. */
export function matches(program: Step, record: unknown): boolean {
  if (!isRecord(record)) return false;
  try {
    // Most programs are one step, which is run without a loop around it.
    return program.next === undefined
      ? isStepMet(program, record as Fields) !== program.isNegated
      : isMet(program, record);
  } catch {
    // A getter or a proxy of the caller's threw: each field is read by itself, so that their order tells nothing.
    return isMetWithCare(program, record);
  }
}

function isMet(program: Step, record: object): boolean {
  for (let step: Step | undefined = program; step !== undefined; step = step.next)
    if (isStepMet(step, record as Fields) === step.isNegated) return false;
  return true;
}

function isMetWithCare(program: Step, record: object): boolean {
  for (let step: Step | undefined = program; step !== undefined; step = step.next) {
    const isHere = isOneHeld(step.tests, record) || step.some.some((each) => isMetWithCare(each, record));
    if (isHere === step.isNegated) return false;
  }
  return true;
}

/**
 * The hot path, and the only one: what differs between an allow and a deny is in the texts. It is written out for each
 * place, without a call that an engine might not inline.
 */
function isStepMet(step: Step, record: Fields): boolean {
  let value: unknown;
  let test = step.a;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.b;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.c;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.d;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.e;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.f;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.g;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  test = step.h;
  if (test !== undefined) {
    value = record[test.field];
    if (typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test)) return true;
  }
  return step.isMore && isMoreMet(step, record);
}

function isMoreMet({ rest, some }: Step, record: Fields): boolean {
  return rest.some((test) => isHeld(test.read(record), test)) || some.some((program) => isMet(program, record));
}

function isOneHeld(tests: readonly Test[], record: object): boolean {
  return tests.some((test) => answerTo(test, record) ?? test.isUnreadHeld);
}

/** `undefined` where the record throws. */
function answerTo(test: Test, record: object): boolean | undefined {
  try {
    return isHeld(test.read(record), test);
  } catch {
    return undefined;
  }
}

/** Whether a record throws at something that a condition asks of it. */
export function throwsAt(program: Step, record: object): boolean {
  const { tests, some, next } = program;
  return (
    tests.some((test) => answerTo(test, record) === undefined) ||
    some.some((each) => throwsAt(each, record)) ||
    (next !== undefined && throwsAt(next, record))
  );
}

function isHeld(value: unknown, test: Test): boolean {
  return typeof value === 'string' ? test.texts.has(value) : isOtherHeld(value, test);
}

function isOtherHeld(value: unknown, test: Test): boolean {
  return Array.isArray(value) ? isListHeld(value, test) : isIdHeld(idFrom(value), test);
}

function isListHeld(values: readonly unknown[], test: Test): boolean {
  // By index: `some` skips holes, and asks the list itself what `some` means.
  for (let i = 0; i < values.length; i += 1) if (isIdHeld(idFrom(values[i]), test)) return true;
  return false;
}

function isIdHeld(id: string | undefined, { texts, isUnreadHeld }: Test): boolean {
  return id === undefined ? isUnreadHeld : texts.has(id);
}
