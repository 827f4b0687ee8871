import type { ApiContext } from '../session/ApiContext.js';
import { readJson } from '../http/body.js';
import { ProblemError } from '../http/problem.js';
import { type Read, ReadError, table } from '../../base/read.js';
import { readOrRefuse } from '../http/refuse.js';

/** A request to change something, with its body as far as it is read before anything is looked up. */
export interface EditRequest<B = readonly unknown[]> {
  readonly body: B;
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
  /** The key that makes a retry safe: the same key with the same request is no second edit. */
  readonly key: string | undefined;
  /** Tells this request from another one under the same key; empty where there is no key. */
  readonly digest: string;
}

/** Reads a request, its body with the given reader; where `readContent` says so, it may have no content. */
export async function readEditRequest<B>(
  { limits }: ApiContext,
  request: Request,
  readBody: Read<B>,
  readContent: typeof readJson = readJson,
): Promise<EditRequest<B>> {
  const { text, value } = await readContent(request, limits.bodyBytes);
  const { headers, method, url } = request;
  const [ifMatch, ifNoneMatch] = [headers.get('if-match'), headers.get('if-none-match')];
  const body = readOrRefuse(() => readBody(value, 'body'));
  const key = readOrRefuse(() => readKey(headers.get('idempotency-key'), 'headers.idempotency-key'));
  const { pathname } = new URL(url);
  return {
    body,
    ifMatch,
    ifNoneMatch,
    key,
    digest: key === undefined ? '' : await digest(JSON.stringify([method, pathname, ifMatch, ifNoneMatch, text])),
  };
}

/** Reads the frame of an edit: `{ "operations": [...] }`. */
export const operationsBody =
  (most: number): Read<readonly unknown[]> =>
  (value, path) => {
    const { operations } = table(['operations'])(value, path);
    const isList = Array.isArray(operations) && operations.length > 0;
    if (!isList) throw new ReadError(`${path}.operations`, operations, 'a list of at least one operation');
    if (operations.length > most) throw tooMany(most);
    return Array.from<unknown>(operations);
  };

function tooMany(limit: number): ProblemError {
  return new ProblemError('too-large', {
    detail: `Nothing was changed. Send at most ${limit} operations in one request.`,
    limit,
  });
}

const readKey: Read<string | undefined> = (value, path) => {
  if (value === null) return undefined;
  if (typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value)) return value;
  throw new ReadError(path, value, '1 to 128 visible ASCII characters');
};

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
