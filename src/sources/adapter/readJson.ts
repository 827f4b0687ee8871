import { describe, isTable } from '../../base/read.js';
import { SourceError } from '../../client/SourceError.js';
import { malformedError } from '../../client/sourceErrors.js';

/** A place in untrusted JSON, with its path for an error to name. */
export interface JsonPlace {
  readonly path: string;
  readonly value: unknown;
}

/** One document of a backend, by its name; reading it throws a SourceError that names the path. */
export function placeOf(name: string, value: unknown): JsonPlace {
  return { path: name, value };
}

/** The member of an object under a key of its own; `undefined` where it has none. */
export function member(place: JsonPlace, key: string): JsonPlace {
  const { path, value } = place;
  if (!isTable(value)) return refuse(place, 'an object');
  return { path: `${path}.${key}`, value: Object.hasOwn(value, key) ? value[key] : undefined };
}

/** The items of a list; of no list at all, where it may be missing, none. */
export function items(place: JsonPlace, needed: 'needed' | 'optional' = 'needed'): JsonPlace[] {
  const { path, value } = place;
  if (value === undefined && needed === 'optional') return [];
  if (!Array.isArray(value)) return refuse(place, 'a list');
  return Array.from(value, (each: unknown, i) => ({ path: `${path}[${i}]`, value: each }));
}

/** The members of an object, in their order. */
export function entries(place: JsonPlace): (readonly [string, JsonPlace])[] {
  const { path, value } = place;
  if (!isTable(value)) return refuse(place, 'an object');
  return Object.entries(value).map(([key, each]) => [key, { path: `${path}.${key}`, value: each }]);
}

/** A text that is not empty. */
export function text(place: JsonPlace): string {
  return typeof place.value === 'string' && place.value !== ''
    ? place.value
    : refuse(place, 'a text that is not empty');
}

/** A text, or `undefined` where there is nothing. */
export function optionalText(place: JsonPlace): string | undefined {
  return isMissing(place) ? undefined : text(place);
}

/** An id: a text, or a whole number, which counts as its digits. */
export function id(place: JsonPlace): string {
  return Number.isSafeInteger(place.value) ? String(place.value) : text(place);
}

/** True or false; where it may be missing, that is false. */
export function flag(place: JsonPlace, needed: 'needed' | 'optional' = 'needed'): boolean {
  if (needed === 'optional' && isMissing(place)) return false;
  return typeof place.value === 'boolean' ? place.value : refuse(place, 'true or false');
}

/** Whether there is nothing at a place; backends write `null` for that as well. */
export function isMissing({ value }: JsonPlace): boolean {
  return value === undefined || value === null;
}

/** Throws the error for what stands at a place. */
export function refuse({ path, value }: JsonPlace, expected: string): never {
  throw malformedError('read by an adapter', path, describe(value), expected);
}

/** Runs an adapter over what a backend answered; whatever it cannot cope with is a malformed answer. */
export function total<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    // A getter or proxy in the input threw: what cannot be read says nothing.
    throw malformedError('read by an adapter', name, 'unreadable', 'plain data', cause);
  }
}
