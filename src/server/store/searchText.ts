import { foldText } from '../../base/foldText.js';
import type { Member } from '../../model/member.js';
import type { DirectoryEntry } from '../../model/directory.js';
import type { Page } from '../../model/page.js';
import type { Cursor, PageQuery } from './Store.js';

/** The sort key of an entry with this name: short enough for an index and for an address. */
function orderKey(name: string): string {
  // By whole characters, since half of one could not be kept.
  return Array.from(foldText(name)).slice(0, 100).join('');
}

/** A member's place in the list of members. */
export function memberPlace({ id, name = id }: Member): Cursor {
  return { key: orderKey(name), id };
}

/** The text in which a member is searched: name, id and extensions. */
export function memberText({ id, name = '', extensions }: Member): string {
  return foldText([name, id, ...extensions].join('\n'));
}

/** An entry's place in the list of its dimension. */
export function entryPlace({ id, label }: DirectoryEntry): Cursor {
  return { key: orderKey(label), id };
}

/** The text in which a directory entry is searched: label and id. */
export function entryText({ id, label }: DirectoryEntry): string {
  return foldText(`${label}\n${id}`);
}

/** Whether one place is behind another. */
export function comparePlaces(a: Cursor, b: Cursor): number {
  return compare(a.key, b.key) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The part of an ordered list that a query asks for. */
export function pageOf<T>(
  ordered: readonly T[],
  placeOf: (item: T) => Cursor,
  { after, limit }: PageQuery,
): Page<T, Cursor> {
  const rest = after ? ordered.filter((item) => comparePlaces(placeOf(item), after) > 0) : ordered;
  return closePage(rest.slice(0, limit + 1), placeOf, limit);
}

/** Makes a page from at most one entry more than it may hold: that one tells that there is a next page. */
export function closePage<T, Cursor>(
  found: readonly T[],
  placeOf: (item: T) => Cursor,
  limit: number,
): Page<T, Cursor> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last !== undefined && { next: placeOf(last) }) };
}
