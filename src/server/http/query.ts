import type { Page } from '../../model/page.js';
import type { Cursor, PageQuery } from '../store/Store.js';
import { type Read, ReadError, id, text } from '../../base/read.js';
import { invalid, readOrRefuse } from './refuse.js';

/** Reads the query of a request; a parameter that is not among these is refused, since it would change nothing. */
export function readQuery<K extends string>(request: Request, names: readonly K[]): { readonly [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    const known = names.find((each) => each === name);
    if (known === undefined)
      // Its value is not repeated: it may be a token that somebody put into the address.
      throw invalid([
        {
          path: `query.${name}`,
          found: 'a parameter of this name',
          expected: names.length > 0 ? `one of ${names.join(', ')}` : 'no parameters',
        },
      ]);
    if (found[known] !== undefined) throw refused(name, value, 'each parameter once');
    found[known] = value;
  }
  return found;
}

function refused(name: string, value: string, expected: string) {
  return invalid([new ReadError(`query.${name}`, value, expected).issue]);
}

/** The parameters that every list takes. */
export const pageParameters = ['limit', 'after', 'search'] as const;

/** Which part of a list a request asks for. */
export function readPage(query: { limit?: string; after?: string; search?: string }, most: number): PageQuery {
  return readOrRefuse(() => ({
    limit: readLimit(query.limit, most),
    ...(query.after !== undefined && { after: decodeCursor(query.after, 'query.after') }),
    ...(query.search !== undefined && query.search !== '' && { search: text(200)(query.search, 'query.search') }),
  }));
}

/** The number of entries that a request asks for; 50 where it does not say. */
export function readLimit(value: string | undefined, most: number): number {
  if (value === undefined) return Math.min(50, most);
  const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > most) throw new ReadError('query.limit', value, `a whole number from 1 to ${most}`);
  return limit;
}

/** Reads a parameter that names something, where it is given. */
export function readId(value: string | undefined, name: string): string | undefined {
  return value === undefined ? undefined : readOrRefuse(() => id(value, `query.${name}`));
}

/** A page as it is sent: the place of its end in a form that callers hand back and do not read. */
export function pageBody<T, B>({ items, next }: Page<T, Cursor>, body: (item: T) => B) {
  return { items: items.map(body), ...(next && { next: encodeCursor(next) }) };
}

function encodeCursor({ key, id: last }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([key, last]));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

const decodeCursor: Read<Cursor> = (value, path) => {
  try {
    const binary = atob(String(value).replaceAll('-', '+').replaceAll('_', '/'));
    const parts: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
    if (Array.isArray(parts) && parts.length === 2)
      // What has no name is ordered by nothing.
      return { key: parts[0] === '' ? '' : cursorText(parts[0], path), id: cursorText(parts[1], path) };
  } catch {
    // Whatever it is, it is no cursor.
  }
  throw new ReadError(path, value, 'the `next` of a page before');
};

const cursorText = text(4096);
