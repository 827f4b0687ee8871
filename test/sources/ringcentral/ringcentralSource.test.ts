import { describe, expect, it } from 'vitest';
import { parseGrantSet } from '../../../src/model/wire.js';
import { loadRingcentral, ringcentralGrants, ringcentralSource } from '../../../src/sources/ringcentral/index.js';
import { json } from '../fakeFetch.js';
import { createManualClock } from '../manualClock.js';
import { answers, records } from './fixtures.js';

const own = '/restapi/v1.0/account/~/extension/~';

/** A RingCentral that pages its lists, one record a page. */
function createServer() {
  const asked: string[] = [];
  const headers: Headers[] = [];
  const answer = { ...answers } as Record<string, unknown>;
  const paged = (all: readonly unknown[], page: number) => ({
    records: all.slice(page - 1, page),
    paging: { page, totalPages: all.length },
    navigation: { nextPage: { uri: 'https://evil.example/steal' } },
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    asked.push(url.href);
    headers.push(new Headers(init?.headers));
    const page = Number(url.searchParams.get('page'));
    switch (url.pathname) {
      case own:
        return json(answer.extensionInfo);
      case `${own}/authz-profile`:
        return json(answer.authzProfile);
      case `${own}/features`:
        return json(answer.features);
      case `${own}/grant`:
        return json(paged(records('extension-grants'), page));
      case `${own}/phone-number`:
        return json(
          answer.phoneNumbers === answers.phoneNumbers
            ? paged(records('extension-phone-numbers'), page)
            : answer.phoneNumbers,
        );
      default:
        return json({}, {}, 404);
    }
  };
  return { fetch, asked, headers, answer };
}

const options = (server: ReturnType<typeof createServer>) => ({
  baseUrl: 'https://platform.example/',
  fetch: server.fetch,
  headers: { authorization: 'Bearer t' },
});

describe('ringcentralSource', () => {
  it('asks for everything that grants are made of, page by page, with the credentials', async () => {
    const server = createServer();
    const loaded = await loadRingcentral(options(server), new AbortController().signal);
    expect(ringcentralGrants(loaded)).toEqual(ringcentralGrants(answers));
    expect(server.asked.filter((url) => url.includes('/grant?'))).toHaveLength(3);
    expect(server.asked.filter((url) => url.includes('/phone-number?'))).toHaveLength(5);
    expect(server.headers.every((headers) => headers.get('authorization') === 'Bearer t')).toBe(true);
  });

  it('sends nothing to an address that an answer names', async () => {
    const server = createServer();
    await loadRingcentral(options(server), new AbortController().signal);
    expect(server.asked.filter((url) => !url.startsWith('https://platform.example/'))).toEqual([]);
  });

  it('gives the same set for the same answers, and a later revision for other ones', async () => {
    const server = createServer();
    const clock = createManualClock();
    clock.advance(1_000);
    const source = ringcentralSource({ ...options(server), clock });
    const load = async () => parseGrantSet(await source.load(new AbortController().signal));
    const first = await load();
    expect(first).toMatchObject({ catalog: 'ringcentral', revision: 1_000, issuedAt: 1_000 });
    clock.advance(1_000);
    expect(await load()).toEqual(first);
    server.answer.features = { records: [] };
    const second = await load();
    expect(second).toMatchObject({ revision: 2_000 });
    server.answer.features = { records: [{ id: 'HUD', available: true }] };
    expect((await load()).revision).toBeGreaterThan(second.revision);
  });

  it('fails as a whole when one of its requests does', async () => {
    const server = createServer();
    const source = ringcentralSource({
      ...options(server),
      fetch: async (input, init) =>
        String(input).endsWith('/features') ? json({}, {}, 403) : server.fetch(input, init),
    });
    await expect(source.load(new AbortController().signal)).rejects.toMatchObject({
      code: 'unauthorized',
      retryable: false,
    });
  });

  it('refuses a list that does not say how many pages it has', async () => {
    const server = createServer();
    server.answer.phoneNumbers = { records: [], paging: { totalPages: 'many' } };
    const source = ringcentralSource(options(server));
    await expect(source.load(new AbortController().signal)).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('phoneNumbers.paging.totalPages'),
    });
  });

  it('does not follow a list for ever', async () => {
    const server = createServer();
    server.answer.phoneNumbers = { records: [], paging: { totalPages: 1e9 } };
    await ringcentralSource(options(server)).load(new AbortController().signal);
    expect(server.asked.filter((url) => url.includes('/phone-number?'))).toHaveLength(200);
  });
});
