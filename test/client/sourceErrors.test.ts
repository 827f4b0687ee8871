import { describe, expect, test } from 'vitest';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { GrantSource } from '../../src/sources/GrantSource.js';
import { shownAddress } from '../../src/client/sourceErrors.js';
import { httpSource, SourceError } from '../../src/sources/index.js';
import { wazoSource } from '../../src/sources/wazo/index.js';

const secret = 'S3cret';
const longToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';

test.each([
  ['https://phone.example/permissions/me/grants', 'https://phone.example/permissions/me/grants'],
  ['https://ada:S3cret@phone.example:8443/me/grants?token=S3cret#S3cret', 'https://phone.example:8443/me/grants'],
  ['https://ada:S3:cret@S3cret@phone.example/me', 'https://phone.example/me'],
  ['/permissions/me/grants?access_token=S3cret', '/permissions/me/grants'],
  [
    `https://a-rather-long-name-of-a-host.phone.example/${longToken}/me`,
    'https://a-rather-long-name-of-a-host.phone.example/…/me',
  ],
  [`${longToken}/me`, '…/me'],
  ['https:\\\\ada:S3cret@phone.example/me', 'https:\\\\phone.example/me'],
])('a message shows %s without what it may hide', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});

/** Everything that a logger would write of an error, its causes included. */
const textOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.stack, JSON.stringify(error), textOf(error.cause)].join('\n')
    : String(error);

const failures: readonly [string, typeof fetch][] = [
  ['an answer that refuses', async () => new Response('no', { status: 401 })],
  ['an answer that failed', async () => new Response('no', { status: 500 })],
  [
    'an answer that is not JSON',
    async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
  ],
  ['JSON that breaks off', async () => new Response('{"a"', { headers: { 'content-type': 'application/json' } })],
  [
    'an answer that is too long',
    async () => new Response('x'.repeat(99), { headers: { 'content-type': 'application/json' } }),
  ],
  [
    'bytes that are no text',
    async () => new Response(new Uint8Array([255]), { headers: { 'content-type': 'application/json' } }),
  ],
  ['no network', async () => Promise.reject(new TypeError('fetch failed'))],
  [
    'a network that quotes the address',
    async (url) => Promise.reject(new TypeError(`Failed to parse URL from ${String(url)}`)),
  ],
  ['the platform’s own fetch', (...given) => fetch(...given)],
];

const catalog = checkCatalog({ id: 'desk', dimensions: {}, resources: {}, permissions: {}, roles: {} });

describe.each<[string, (fetch: typeof globalThis.fetch) => GrantSource]>([
  [
    'a source whose address carries credentials',
    (fetch) =>
      httpSource({ url: `http://ada:${secret}@phone.invalid/`, path: `/me?token=${secret}`, fetch, maxBytes: 50 }),
  ],
  [
    'a Wazo source with a short token',
    (fetch) =>
      wazoSource({ baseUrl: 'http://wazo.invalid', token: secret, catalog, accesses: {}, fetch, maxBytes: 50 }),
  ],
  [
    'a source whose header cannot be sent',
    (fetch) => httpSource({ url: 'http://phone.invalid', headers: { authorization: `Bearer ${secret}\n\n\0` }, fetch }),
  ],
])('%s', (_, create) => {
  test.each(failures)('tells nobody of them: %s', async (__, fail) => {
    const error: unknown = await create(fail)
      .load(new AbortController().signal)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect(textOf(error)).not.toContain(secret);
  });
});

test('a Wazo source asks with its token, whatever characters are in it', async () => {
  const asked: string[] = [];
  const fetch = async (url: unknown) => {
    asked.push(String(url));
    return new Response('no', { status: 404 });
  };
  const source = wazoSource({ baseUrl: 'http://wazo.invalid/', token: "a/$&…'", catalog, accesses: {}, fetch });
  await expect(source.load(new AbortController().signal)).rejects.toThrow('http://wazo.invalid/token/…');
  expect(asked).toEqual([`http://wazo.invalid/token/${encodeURIComponent("a/$&…'")}`]);
});
