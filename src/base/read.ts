import { isMoment } from './moment.js';
import { isWellFormed } from './text.js';

/** The first thing wrong with untrusted input. */
export interface ReadIssue {
  /** The place, such as `operations[2].scope.in.queue` or `query.limit`; empty for the whole input. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Thrown where one part of untrusted input cannot be read. */
export class ReadError extends Error {
  readonly issue: ReadIssue;

  constructor(path: string, value: unknown, expected: string, found = describe(value)) {
    super(`${path} is ${found}, expected ${expected}`);
    this.name = 'ReadError';
    this.issue = { path, found, expected };
  }
}

/** Reads one part of untrusted input; throws a {@link ReadError} that names the place. */
export type Read<T> = (value: unknown, path: string) => T;

/** An object whose members are not read yet. */
export type Table = Readonly<Record<string, unknown>>;

/** The value as an error quotes it: short, and with whole characters only. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `'${clip(value)}'`;
  if (Array.isArray(value)) return 'a list';
  return value === null || typeof value !== 'object' ? String(value) : 'an object';
}

const unpaired = /[\ud800-\udfff]/gu;

/** The start of a text of any length, for an error to show. */
export function clip(value: string): string {
  return (value.length > 40 ? `${value.slice(0, 40)}…` : value).replace(unpaired, '\ufffd');
}

/** Whether a value is an object with members, and no list. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object; where its members are listed, it has no others. */
export const table =
  (keys?: readonly string[]): Read<Table> =>
  (value, path) => {
    if (!isTable(value)) throw new ReadError(path, value, 'an object');
    // INVARIANT: a word that is not known may narrow a grant, so it is refused, never skipped.
    const odd = keys && Object.keys(value).find((key) => !keys.includes(key));
    if (odd !== undefined) throw new ReadError(`${path}.${clip(odd)}`, value[odd], `one of ${keys?.join(', ')}`);
    return value;
  };

/** The longest id of anything, in UTF-16 units. */
export const longestId = 256;

/** A text that every store can keep: not empty, whole characters, no NUL. */
export const text =
  (most = longestId): Read<string> =>
  (value, path) => {
    const expected = `a text of 1 to ${most} whole characters`;
    if (typeof value !== 'string' || value === '' || value.length > most) throw new ReadError(path, value, expected);
    if (value.includes('\0') || !isWellFormed(value)) throw new ReadError(path, value, expected);
    return value;
  };

/** An id of anything. */
export const id: Read<string> = text();

/** A list with at most so many items. */
export const list =
  <T>(item: Read<T>, most = 1000): Read<T[]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length > most)
      throw new ReadError(path, value, `a list of at most ${most} items`);
    return value.map((each, i) => item(each, `${path}[${i}]`));
  };

/** One of some words. */
export const oneOf =
  <const T extends string>(words: readonly T[]): Read<T> =>
  (value, path) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new ReadError(path, value, `one of ${words.join(', ')}`);
    return found;
  };

/** A moment that a date can stand for, in milliseconds since 1970. */
export const moment: Read<number> = (value, path) => {
  if (isMoment(value)) return value;
  throw new ReadError(path, value, 'a moment: whole milliseconds from 1970 to the year 275760');
};

/** Reads members that may be absent, and leaves out what is. */
export function optional<T extends object>(
  from: Table,
  path: string,
  readers: { readonly [K in keyof T]-?: Read<T[K]> },
): Partial<T> {
  const result: Partial<T> = {};
  for (const key in readers) {
    if (from[key] !== undefined) result[key] = readers[key](from[key], `${path}${path && '.'}${key}`);
  }
  return result;
}
