import { isMoment } from './moment.js';

/** What was wrong at one place of untrusted input. */
export interface ReadIssue {
  /** Where, such as `operations[2].scope.in.queue` or `query.limit`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** One part of untrusted input is not as it must be. */
export class ReadError extends Error {
  readonly issue: ReadIssue;

  constructor(path: string, value: unknown, expected: string) {
    const issue = { path, found: describe(value), expected };
    super(`${path} is ${issue.found}, expected ${expected}`);
    this.name = 'ReadError';
    this.issue = issue;
  }
}

/** Reads one part of untrusted input; throws a {@link ReadError} that says where it is not as it must be. */
export type Read<T> = (value: unknown, path: string) => T;

/** Input of which the members are not known yet. */
export type Table = Readonly<Record<string, unknown>>;

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return `'${toWellFormed(value.length > 40 ? `${value.slice(0, 40)}…` : value)}'`;
  if (Array.isArray(value)) return 'a list';
  return value === null || typeof value !== 'object' ? String(value) : 'an object';
}

/** An object with no other members than these, where they are listed. */
export const table =
  (keys?: readonly string[]): Read<Table> =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ReadError(path, value, 'an object');
    // The line above is what makes this a table of unknown things.
    const read = value as Table;
    const odd = keys && Object.keys(read).find((key) => !keys.includes(key));
    if (odd !== undefined) throw new ReadError(`${path}.${odd}`, read[odd], `one of ${keys?.join(', ')}`);
    return read;
  };

const unpaired = /[\ud800-\udfff]/gu;

function toWellFormed(text: string): string {
  return text.replace(unpaired, '\ufffd');
}

/** The longest id of anything, in UTF-16 units. */
export const longestId = 256;

/** A text that every store can keep: not empty, whole characters, no NUL. */
export const text =
  (most = longestId): Read<string> =>
  (value, path) => {
    const expected = `a text of 1 to ${most} whole characters`;
    if (typeof value !== 'string' || value === '' || value.length > most) throw new ReadError(path, value, expected);
    if (value.includes('\0') || toWellFormed(value) !== value) throw new ReadError(path, value, expected);
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
    if (from[key] !== undefined) result[key] = readers[key](from[key], `${path}.${key}`);
  }
  return result;
}
