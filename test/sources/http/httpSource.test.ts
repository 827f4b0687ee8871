import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/client/SourceError.js';
import { httpSource, type HttpSourceOptions } from '../../../src/sources/http/httpSource.js';
import { createFakeFetch, json } from '../fakeFetch.js';
import { createManualClock } from '../manualClock.js';

const set = (revision: number) => ({ format: 'hookswitch/grants@1', revision });

function setUp(options: Partial<HttpSourceOptions> = {}, network = createFakeFetch()) {
  const clock = createManualClock();
  const source = httpSource({ url: '/permissions', fetch: network.fetch, clock, events: false, ...options });
  const stop = new AbortController();
  const load = (signal = stop.signal) => source.load(signal);
  return { network, clock, source, stop, load };
}

async function failure(promise: Promise<unknown>): Promise<SourceError> {
  const error: unknown = await promise.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  return expect.fail(`not a SourceError: ${String(error)}`);
}

const withoutType = (response: Response) => {
  response.headers.delete('content-type');
  return response;
};

describe('httpSource.load', () => {
  it('asks for the grants below its url, and gives the answer as it came', async () => {
    const { network, load } = setUp({ url: '/permissions/' });
    const loaded = load();
    const request = await network.next();
    expect(request.url).toBe('/permissions/me/grants');
    expect(request.headers.get('accept')).toBe('application/json');
    expect(request.init).toMatchObject({ credentials: 'same-origin', cache: 'no-store' });
    request.answer(json(set(1)));
    expect(await loaded).toEqual(set(1));
  });

  it.each([
    [{ date: 'Thu, 01 Jan 2026 00:00:10 GMT' }, Date.UTC(2026, 0, 1, 0, 0, 10)],
    [{ date: 'Thu, 01 Jan 2026 00:00:10 GMT', age: '5' }, Date.UTC(2026, 0, 1, 0, 0, 15)],
    [{ date: 'Thu, 01 Jan 2026 00:00:10 GMT', age: 'old' }, undefined],
    [{ date: 'yesterday' }, undefined],
    [{}, undefined],
  ])("tells the server's time where an answer brings it, also where nothing changed: %j", async (headers, time) => {
    const { network, source } = setUp({ user: 'acme/ada' });
    const told: number[] = [];
    const answers = [json(set(1), { ...headers, etag: '"1"' }), new Response(null, { status: 304, headers })];
    for (const answer of answers) {
      const loaded = source.load(new AbortController().signal, (at) => told.push(at));
      (await network.next()).answer(answer);
      expect(await loaded).toEqual(set(1));
    }
    expect(told).toEqual(time === undefined ? [] : [time, time]);
  });

  it('reads an answer that has no stream as a whole, by the same bounds', async () => {
    const whole = (text: string) =>
      Object.defineProperties(new Response(text, { headers: { 'content-type': 'application/json' } }), {
        body: { value: undefined },
      });
    const { network, load } = setUp({ maxBytes: 60 });
    const cases = [
      [JSON.stringify(set(1)), undefined],
      [JSON.stringify('x'.repeat(60)), 'too-large'],
      ['"\uFFFD"', 'malformed'],
    ] as const;
    for (const [text, code] of cases) {
      const loaded = load();
      (await network.next()).answer(whole(text));
      if (code) expect((await failure(loaded)).code).toBe(code);
      else expect(await loaded).toEqual(set(1));
    }
  });

  it('sends the headers that it is given, and asks a function for them before each request', async () => {
    const tokens = ['first', 'second'];
    const headers = () => ({ authorization: `Bearer ${tokens.shift()}`, accept: 'application/vnd.acme+json' });
    const { network, load } = setUp({ headers, credentials: 'include' });
    void load();
    const first = await network.next();
    expect(first.headers.get('authorization')).toBe('Bearer first');
    expect(first.headers.get('accept')).toBe('application/vnd.acme+json');
    expect(first.init.credentials).toBe('include');
    void load();
    expect((await network.next()).headers.get('authorization')).toBe('Bearer second');
  });

  it('sends the ETag of the last answer, and gives that answer again when it still holds', async () => {
    const { network, load } = setUp({ user: 'acme/ada' });
    const first = load();
    (await network.next()).answer(json(set(1), { etag: '"one"' }));
    const body = await first;
    const second = load();
    const request = await network.next();
    expect(request.headers.get('if-none-match')).toBe('"one"');
    request.answer(new Response(null, { status: 304 }));
    expect(await second).toBe(body);
  });

  it('replaces what it remembers with every new answer, and forgets it with one that has no ETag', async () => {
    const { network, load } = setUp({ user: 'acme/ada' });
    for (const [sent, etag] of [
      [null, '"one"'],
      ['"one"', '"two"'],
      ['"two"', undefined],
      [null, undefined],
    ] as const) {
      const loaded = load();
      const request = await network.next();
      expect(request.headers.get('if-none-match')).toBe(sent);
      request.answer(json(set(1), etag ? { etag } : {}));
      await loaded;
    }
  });

  it('never reuses the answer of another credential', async () => {
    let token = 'ada';
    const { network, load } = setUp({ headers: () => ({ authorization: token }) });
    const first = load();
    (await network.next()).answer(json(set(1), { etag: '"1"' }));
    await first;
    token = 'bob';
    const second = load();
    const request = await network.next();
    expect(request.headers.get('if-none-match')).toBeNull();
    request.answer(new Response(null, { status: 304 }));
    expect(await failure(second)).toMatchObject({ code: 'http', status: 304 });
  });

  it('never reuses an answer that only a cookie ties to a user, since a cookie does not show whose it is', async () => {
    const { network, load } = setUp();
    const first = load();
    (await network.next()).answer(json(set(1), { etag: '"1"' }));
    await first;
    void load();
    expect((await network.next()).headers.get('if-none-match')).toBeNull();
  });

  it('gives the answer that belongs to the request where two cross each other', async () => {
    const { network, load } = setUp({ user: 'acme/ada' });
    const first = load();
    (await network.next()).answer(json(set(1), { etag: '"1"' }));
    const body = await first;
    const [second, third] = [load(), load()];
    const [conditional, late] = [await network.next(), await network.next()];
    late.answer(json(set(2), { etag: '"2"' }));
    expect(await third).toEqual(set(2));
    conditional.answer(new Response(null, { status: 304 }));
    expect(await second).toBe(body);
  });

  it.each([
    [401, 'unauthorized', false],
    [403, 'unauthorized', false],
    [404, 'http', false],
    [410, 'http', false],
    [408, 'http', true],
    [429, 'http', true],
    [500, 'http', true],
    [503, 'http', true],
  ] as const)('calls an answer of %i %s, and says whether asking again may help', async (status, code, retryable) => {
    const { network, load } = setUp();
    const loaded = load();
    (await network.next()).answer(json({ secret: 'body' }, {}, status));
    const error = await failure(loaded);
    expect(error).toMatchObject({ code, status, retryable });
    expect(error.message).toContain(String(status));
    expect(error.message).not.toContain('body');
  });

  it('calls a network that fails retryable', async () => {
    const { network, load } = setUp();
    const loaded = load();
    const cause = new TypeError('fetch failed');
    (await network.next()).fail(cause);
    expect(await failure(loaded)).toMatchObject({ code: 'network', retryable: true, status: undefined, cause });
  });

  it('calls a body that breaks off retryable', async () => {
    const { network, load } = setUp();
    const loaded = load();
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    (await network.next()).answer(new Response(body, { headers: { 'content-type': 'application/json' } }));
    expect(await failure(loaded)).toMatchObject({ code: 'network', retryable: true });
  });

  it('fails, and may be asked again, where the headers cannot be had', async () => {
    const { load } = setUp({ headers: () => Promise.reject(new Error('no token')) });
    expect(await failure(load())).toMatchObject({ code: 'network', retryable: true });
  });

  it.each([
    ['an HTML page', new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'text/html'],
    ['no type', withoutType(new Response('{}')), 'unknown'],
    [
      'text that only starts like JSON',
      new Response('{"format":', { headers: { 'content-type': 'application/json' } }),
      'not JSON',
    ],
    ['nothing', new Response('', { headers: { 'content-type': 'application/json; charset=utf-8' } }), 'empty'],
    [
      'bytes that are no UTF-8',
      new Response(new Uint8Array([34, 0xff, 34]), { headers: { 'content-type': 'application/json' } }),
      'UTF-8',
    ],
    [
      'a character cut in two',
      new Response(new Uint8Array([34, 0xc3]), { headers: { 'content-type': 'application/json' } }),
      'UTF-8',
    ],
  ])('calls %s malformed, and says what it found', async (_, response, found) => {
    const { network, load } = setUp();
    const loaded = load();
    (await network.next()).answer(response);
    const error = await failure(loaded);
    expect(error).toMatchObject({ code: 'malformed', retryable: false });
    expect(error.message).toContain(found);
  });

  it('takes any JSON type', async () => {
    const { network, load } = setUp();
    const loaded = load();
    (await network.next()).answer(json(set(1), { 'content-type': 'application/vnd.acme.v1+json; charset=UTF-8' }));
    expect(await loaded).toEqual(set(1));
  });

  it('does not read an answer that says it is too long', async () => {
    const { network, load } = setUp({ maxBytes: 10 });
    const loaded = load();
    const response = json({ a: 1 }, { 'content-length': '11' });
    (await network.next()).answer(response);
    expect(await failure(loaded)).toMatchObject({ code: 'too-large', retryable: false });
    expect(response.bodyUsed).toBe(true);
  });

  it('stops at the limit where an answer does not say how long it is', async () => {
    const { network, load } = setUp({ maxBytes: 1_000 });
    const loaded = load();
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 100;
        controller.enqueue(new Uint8Array(100).fill(32));
      },
      cancel: () => void (cancelled = true),
    });
    (await network.next()).answer(new Response(body, { headers: { 'content-type': 'application/json' } }));
    expect(await failure(loaded)).toMatchObject({ code: 'too-large' });
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThanOrEqual(1_300);
  });

  it('reads an answer of exactly the limit', async () => {
    const { network, load } = setUp({ maxBytes: 9 });
    const loaded = load();
    (await network.next()).answer(json({ a: 'é' }));
    expect(await failure(loaded)).toMatchObject({ code: 'too-large' });
    const again = load();
    (await network.next()).answer(json({ a: 'e' }));
    expect(await again).toEqual({ a: 'e' });
  });

  it('gives up, and may be asked again, when no answer comes in time', async () => {
    const { network, clock, load } = setUp({ timeout: 5_000 }, createFakeFetch({ deaf: true }));
    const loaded = load();
    const request = await network.next();
    clock.advance(4_999);
    clock.advance(1);
    expect(await failure(loaded)).toMatchObject({ code: 'network', retryable: true });
    expect(request.init.signal?.aborted).toBe(true);
  });

  it('gives up on an answer whose body does not end in time', async () => {
    const { network, clock, load } = setUp({ timeout: 5_000 });
    const loaded = load();
    (await network.next()).answer(
      new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } }),
    );
    await Promise.resolve();
    clock.advance(5_000);
    expect(await failure(loaded)).toMatchObject({ code: 'network', retryable: true });
  });

  it.each([true, false])('ends with the reason of the signal, also on a deaf network (%s)', async (deaf) => {
    const { network, clock, stop, load } = setUp({}, createFakeFetch({ deaf }));
    const loaded = load();
    const request = await network.next();
    const reason = new Error('the user left');
    stop.abort(reason);
    await expect(loaded).rejects.toBe(reason);
    expect(request.init.signal?.aborted).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('asks nobody where the signal was aborted before', async () => {
    const { network, load } = setUp();
    const reason = new Error('the user left');
    await expect(load(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(network.count).toBe(0);
  });

  it('leaves nothing behind: no timer once it has answered', async () => {
    const { network, clock, load } = setUp();
    const loaded = load();
    (await network.next()).answer(json(set(1)));
    await loaded;
    expect(clock.waiting).toBe(0);
  });

  it('has another key for another url, path or user', () => {
    const keys = [{}, { url: '/other' }, { path: '/grants.json' }, { user: 'ada' }, { user: 'bob' }].map(
      (options) => setUp(options).source.key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
