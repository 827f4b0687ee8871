// Requests and answers of the permission API, for tests. Every answer is held against the API document.
import { expect } from 'vitest';
import type { PermissionApi } from '../../src/server/createPermissionApi.js';
import { requestAs } from './desk.js';
import { problemsWith } from './openApi.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The parts of any answer's body that tests look into. */
export interface Body {
  readonly items?: readonly Item[];
  readonly next?: string;
  readonly etag?: string;
  readonly code?: string;
  readonly revision?: number;
  readonly issues?: readonly { readonly path: string; readonly found: string; readonly expected: string }[];
  readonly [other: string]: unknown;
}

export interface Item {
  readonly id?: string;
  readonly member?: { readonly id: string };
  readonly [other: string]: unknown;
}

export const ask = async (api: PermissionApi, who: string, path: string, init?: RequestInit): Promise<Answer> => {
  const request = requestAs(who, path, init);
  const response = await api(request);
  const text = await response.text();
  const body: Body = text === '' ? {} : JSON.parse(text);
  const answer = { status: response.status, headers: response.headers, body };
  expect(problemsWith(request.method, new URL(request.url).pathname, answer)).toEqual([]);
  return answer;
};

export interface PatchHeaders {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly key?: string;
}

/** The request of an edit, against the state that there is unless told otherwise. */
export const patch = async (
  api: PermissionApi,
  who: string,
  path: string,
  operations: readonly object[],
  { ifMatch, ifNoneMatch, key }: PatchHeaders = {},
): Promise<Answer> => {
  const headers = {
    'content-type': 'application/json',
    ...(ifNoneMatch === undefined && { 'if-match': ifMatch ?? (await etagOf(api, path)) }),
    ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  return ask(api, who, path, { method: 'PATCH', headers, body: JSON.stringify({ operations }) });
};

/** The state of something, as the owner may read it. */
export const etagOf = async (api: PermissionApi, path: string): Promise<string> =>
  (await ask(api, 'olga', path)).headers.get('etag') ?? '"none"';

/** The ids on a page, of members or of anything else. */
export const idsOf = ({ body }: Answer): (string | undefined)[] =>
  (body.items ?? []).map(({ id, member }) => member?.id ?? id);
