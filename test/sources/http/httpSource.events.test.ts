import { afterEach, describe, expect, it } from 'vitest';
import { httpSource, type HttpSourceOptions } from '../../../src/sources/http/httpSource.js';
import { createEar, listenTo } from '../createEar.js';
import { createFakeFetch, createFakeStream, type FakeRequest, json } from '../fakeFetch.js';
import { createManualClock } from '../manualClock.js';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

function setUp(options: Partial<HttpSourceOptions> = {}, random?: number) {
  const network = createFakeFetch();
  const clock = createManualClock(random);
  const source = httpSource({ url: '/permissions', fetch: network.fetch, clock, ...options });
  const ear = createEar();
  const subscribe = () => {
    const unsubscribe = listenTo(source, ear.listen);
    stops.push(unsubscribe);
    return unsubscribe;
  };
  const load = async (revision: number) => {
    const loaded = source.load(new AbortController().signal);
    (await network.next()).answer(json({ revision }));
    await loaded;
  };
  return { network, clock, source, ear, subscribe, load };
}

const connected = { type: 'connected' };
const disconnected = { type: 'disconnected' };
const changed = (revision?: number) => ({ type: 'changed', ...(revision !== undefined && { revision }) });

function open(request: FakeRequest) {
  const stream = createFakeStream();
  request.answer(stream.response);
  return stream;
}

describe('httpSource.subscribe', () => {
  it('asks for the event stream with headers, which an EventSource could not', async () => {
    const { network, subscribe } = setUp({ headers: () => ({ authorization: 'Bearer t' }), credentials: 'include' });
    subscribe();
    const request = await network.next();
    expect(request.url).toBe('/permissions/me/events');
    expect(request.headers.get('accept')).toBe('text/event-stream');
    expect(request.headers.get('authorization')).toBe('Bearer t');
    expect(request.headers.get('last-event-id')).toBeNull();
    expect(request.init.credentials).toBe('include');
  });

  it('says that grants changed when a newer revision is announced than was loaded', async () => {
    const { network, ear, subscribe, load } = setUp();
    await load(5);
    subscribe();
    const stream = open(await network.next());
    expect(await ear.next()).toEqual(connected);
    stream.revision(5);
    stream.revision(6);
    expect(await ear.next()).toEqual(changed(6));
  });

  it('resumes behind the last revision that it heard of or loaded', async () => {
    const { network, clock, ear, subscribe, load } = setUp();
    await load(5);
    subscribe();
    const first = await network.next();
    expect(first.headers.get('last-event-id')).toBe('5');
    const stream = open(first);
    stream.revision(7);
    expect([await ear.next(), await ear.next()]).toEqual([connected, changed(7)]);
    stream.end();
    expect(await ear.next()).toEqual(disconnected);
    await clock.untilWaiting(750);
    clock.advance(750);
    expect((await network.next()).headers.get('last-event-id')).toBe('7');
  });

  it('takes a gap in the ids for what it is: load again, once', async () => {
    const { network, ear, subscribe, load } = setUp();
    await load(1);
    subscribe();
    const stream = open(await network.next());
    stream.revision(9);
    expect([await ear.next(), await ear.next()]).toEqual([connected, changed(9)]);
  });

  it('ignores revisions that come twice or out of order', async () => {
    const { network, ear, subscribe, load } = setUp();
    await load(1);
    subscribe();
    const stream = open(await network.next());
    for (const revision of [1, 3, 3, 2, 1, 3, 4]) stream.revision(revision);
    expect([await ear.next(), await ear.next(), await ear.next()]).toEqual([connected, changed(3), changed(4)]);
    expect(ear.heard).toEqual([]);
  });

  it('does not load again what a load under way brings already', async () => {
    const { network, source, ear, subscribe } = setUp();
    const loaded = source.load(new AbortController().signal);
    const request = await network.next();
    subscribe();
    const stream = open(await network.next());
    stream.revision(3);
    expect(await ear.next()).toEqual(connected);
    request.answer(json({ revision: 3 }));
    await loaded;
    stream.revision(4);
    expect(await ear.next()).toEqual(changed(4));
  });

  it('does not wait long for a load under way, since it may have been asked for before the change', async () => {
    const { network, clock, source, ear, subscribe } = setUp();
    const loaded = source.load(new AbortController().signal);
    const request = await network.next();
    subscribe();
    const stream = open(await network.next());
    stream.revision(3);
    expect(await ear.next()).toEqual(connected);
    await clock.untilWaiting(1_000);
    clock.advance(1_000);
    expect(await ear.next()).toEqual(changed(3));
    request.answer(json({ revision: 2 }));
    await loaded;
    clock.advance(250);
    expect(await ear.next()).toEqual(changed(3));
  });

  it('asks at once where a load under way has not brought what was announced meanwhile', async () => {
    const { network, clock, source, ear, subscribe } = setUp();
    const loaded = source.load(new AbortController().signal);
    const request = await network.next();
    subscribe();
    const stream = open(await network.next());
    stream.revision(3);
    expect(await ear.next()).toEqual(connected);
    await clock.untilWaiting(1_000);
    request.answer(json({ revision: 2 }));
    await loaded;
    clock.advance(0);
    expect(await ear.next()).toEqual(changed(3));
  });

  it('asks again, ever more slowly and not for ever, for a revision that was announced and does not come', async () => {
    const { network, clock, ear, subscribe, load } = setUp();
    await load(1);
    subscribe();
    const stream = open(await network.next());
    stream.revision(2);
    stream.write(': keep the line\n\n');
    expect([await ear.next(), await ear.next()]).toEqual([connected, changed(2)]);
    for (const wait of [250, 500, 1_000, 2_000, 4_000, 8_000]) {
      await load(1);
      expect(ear.heard).toEqual([]);
      clock.advance(wait);
      expect(await ear.next()).toEqual(changed(2));
    }
    await load(1);
    clock.advance(16_000);
    expect(ear.heard).toEqual([]);
  });

  it('loads again where a server does not say on connecting which revision it is at', async () => {
    const { network, clock, ear, subscribe } = setUp();
    subscribe();
    const stream = open(await network.next());
    stream.write(': hello\n\n');
    expect(await ear.next()).toEqual(connected);
    clock.advance(2_000);
    expect(await ear.next()).toEqual(changed());
  });

  it('loads nothing where the server resumes behind what was loaded, in silence or by saying so', async () => {
    const { network, clock, ear, subscribe, load } = setUp();
    await load(5);
    subscribe();
    const stream = open(await network.next());
    expect(await ear.next()).toEqual(connected);
    clock.advance(2_000);
    stream.revision(5);
    stream.write('data: of no concern\n\n');
    // The stream was read up to here once a later event has come through.
    stream.revision(6);
    expect(await ear.next()).toEqual(changed(6));
    expect(ear.heard).toEqual([]);
  });

  it('loads again where the server turns out to be behind what it told before', async () => {
    const { network, ear, subscribe, load } = setUp();
    await load(50);
    subscribe();
    const stream = open(await network.next());
    stream.revision(7);
    stream.revision(8);
    stream.revision(51);
    expect([await ear.next(), await ear.next(), await ear.next()]).toEqual([connected, changed(), changed(51)]);
  });

  it('loads again after an event that it cannot read', async () => {
    const { network, ear, subscribe } = setUp();
    subscribe();
    const stream = open(await network.next());
    for (const data of ['not JSON', '{"revision":-1}', '{"revision":"7"}', 'null', '{}']) {
      stream.write(`event: revision\ndata: ${data}\n\n`);
    }
    expect(await ear.next()).toEqual(connected);
    for (let i = 0; i < 5; i += 1) expect(await ear.next()).toEqual(changed());
  });

  it('counts a connection as dead after three missed heartbeats, and makes a new one', async () => {
    const { network, clock, ear, subscribe } = setUp();
    subscribe();
    const first = await network.next();
    const stream = open(first);
    expect(await ear.next()).toEqual(connected);
    clock.advance(44_000);
    expect(await ear.next()).toEqual(changed());
    stream.write(': beat\n\n');
    stream.write('event: revision\ndata: {"revision":1}\n\n');
    expect(await ear.next()).toEqual(changed(1));
    clock.advance(44_000);
    expect(ear.heard).toEqual([]);
    clock.advance(1_000);
    expect(await ear.next()).toEqual(disconnected);
    expect(first.init.signal?.aborted).toBe(true);
    await stream.cancelled;
    await clock.untilWaiting(750);
    clock.advance(750);
    open(await network.next());
    expect(await ear.next()).toEqual(connected);
  });

  it('waits twice as long after each failure, with jitter, and then polls beside trying', async () => {
    const { network, clock, ear, subscribe } = setUp({}, 0);
    subscribe();
    for (const wait of [500, 1_000]) {
      (await network.next()).fail(new TypeError('fetch failed'));
      await clock.untilWaiting(wait);
      clock.advance(wait);
    }
    expect(await ear.next()).toEqual(disconnected);
    for (let i = 0; i < 3; i += 1) {
      (await network.next()).answer(new Response(null, { status: 503 }));
      expect(await ear.next()).toEqual(changed());
      await clock.untilWaiting(15_000);
      expect(network.waiting).toBe(0);
      clock.advance(15_000);
    }
    const stream = open(await network.next());
    stream.revision(1);
    expect([await ear.next(), await ear.next()]).toEqual([connected, changed(1)]);
  });

  it('starts again with the shortest pause once the server was heard', async () => {
    const { network, clock, ear, subscribe } = setUp({ events: { failuresBeforePolling: 99 } }, 0);
    subscribe();
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      (await network.next()).answer(new Response(null, { status: 500 }));
      await clock.untilWaiting(wait);
      clock.advance(wait);
    }
    const stream = open(await network.next());
    stream.revision(1);
    expect([await ear.next(), await ear.next(), await ear.next()]).toEqual([disconnected, connected, changed(1)]);
    stream.break();
    expect(await ear.next()).toEqual(disconnected);
    await clock.untilWaiting(500);
  });

  it('keeps the pause that the server asks for, within bounds', async () => {
    const { network, clock, subscribe } = setUp({}, 0);
    subscribe();
    for (const [asked, wait] of [
      [6_000, 3_000],
      [0, 125],
      [999_999, 15_000],
    ]) {
      const stream = open(await network.next());
      stream.write(`retry: ${asked}\n\n`);
      stream.end();
      await clock.untilWaiting(wait ?? 0);
      clock.advance(wait ?? 0);
    }
  });

  it.each([204, 404, 405, 406, 410, 501])(
    'polls where %i says that there are no events, and looks again later',
    async (status) => {
      const { network, clock, ear, subscribe } = setUp({}, 0);
      subscribe();
      (await network.next()).answer(new Response(null, { status }));
      expect(await ear.next()).toEqual(disconnected);
      for (let i = 0; i < 20; i += 1) {
        await clock.untilWaiting(15_000);
        expect(network.waiting).toBe(0);
        clock.advance(15_000);
        expect(await ear.next()).toEqual(changed());
      }
      open(await network.next());
      expect(await ear.next()).toEqual(connected);
    },
  );

  it('takes an answer that is no event stream for no events', async () => {
    const { network, clock, ear, subscribe } = setUp({}, 0);
    subscribe();
    (await network.next()).answer(new Response('<p>', { headers: { 'content-type': 'text/html' } }));
    expect(await ear.next()).toEqual(disconnected);
    await clock.untilWaiting(15_000);
    clock.advance(15_000);
    expect(await ear.next()).toEqual(changed());
  });

  it.each([401, 403])(
    'has the grants loaded once when the stream answers %i: their user may have lost them',
    async (status) => {
      const { network, clock, ear, subscribe } = setUp({}, 0);
      subscribe();
      (await network.next()).answer(new Response(null, { status }));
      expect([await ear.next(), await ear.next()]).toEqual([disconnected, changed()]);
      await clock.untilWaiting(500);
      clock.advance(500);
      (await network.next()).answer(new Response(null, { status }));
      await clock.untilWaiting(1_000);
      expect(ear.heard).toEqual([]);
    },
  );

  it('goes on trying where the headers cannot be had', async () => {
    let fails = true;
    const headers = () => (fails ? Promise.reject(new Error('no token')) : { authorization: 'Bearer t' });
    const { network, clock, ear, subscribe } = setUp({ headers }, 0);
    subscribe();
    expect(await ear.next()).toEqual(disconnected);
    await clock.untilWaiting(500);
    fails = false;
    clock.advance(500);
    open(await network.next());
    expect(await ear.next()).toEqual(connected);
  });

  it('makes a new connection as soon as it loads the grants of somebody else, whose revisions count from elsewhere', async () => {
    const { network, source, ear, subscribe } = setUp();
    const loadAs = async (id: string, revision: number) => {
      const loaded = source.load(new AbortController().signal);
      (await network.next()).answer(json({ revision, subject: { id, tenant: 'acme' } }));
      await loaded;
    };
    await loadAs('ada', 100);
    subscribe();
    const first = await network.next();
    open(first);
    expect(await ear.next()).toEqual(connected);
    await loadAs('ada', 101);
    await loadAs('bob', 3);
    expect(first.init.signal?.aborted).toBe(true);
    const second = await network.next();
    expect(second.headers.get('last-event-id')).toBe('3');
    open(second).revision(4);
    expect([await ear.next(), await ear.next()]).toEqual([connected, changed(4)]);
  });

  it('has one connection for all its listeners, which starts with the first and ends with the last', async () => {
    const { network, clock, source, ear, subscribe } = setUp();
    const first = subscribe();
    const request = await network.next();
    const stream = open(request);
    expect(await ear.next()).toEqual(connected);
    const other = createEar();
    const second = listenTo(source, other.listen);
    expect(await other.next()).toEqual(connected);
    first();
    first();
    stream.revision(1);
    expect(await other.next()).toEqual(changed(1));
    expect(ear.heard).toEqual([]);
    expect(request.init.signal?.aborted).toBe(false);
    second();
    expect(request.init.signal?.aborted).toBe(true);
    await stream.cancelled;
    expect(clock.waiting).toBe(0);
    expect(network.count).toBe(1);
  });

  it.each([
    ['the first answer', async () => {}],
    [
      'a new attempt',
      async ({ network, clock }: ReturnType<typeof setUp>) => {
        (await network.next()).fail(new TypeError('fetch failed'));
        await clock.untilWaiting(750);
      },
    ],
    [
      'the next poll',
      async ({ network, clock }: ReturnType<typeof setUp>) => {
        (await network.next()).answer(new Response(null, { status: 404 }));
        await clock.untilWaiting(22_500);
      },
    ],
  ])('stops everything when nobody listens while it waits for %s', async (_, reach) => {
    const kit = setUp();
    const unsubscribe = kit.subscribe();
    await reach(kit);
    const asked = kit.network.count;
    unsubscribe();
    expect(kit.clock.waiting).toBe(0);
    kit.clock.advance(600_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(kit.network.count).toBe(asked);
  });

  it('starts anew when somebody listens again', async () => {
    const { network, ear, subscribe } = setUp();
    subscribe()();
    subscribe();
    await network.next();
    open(await network.next());
    expect(await ear.next()).toEqual(connected);
  });

  it('tells a listener nothing more once it has stopped listening, also in the middle of an event', async () => {
    const { network, source, ear, subscribe } = setUp();
    subscribe();
    const late = createEar();
    let stopLate = () => {};
    stops.push(listenTo(source, (event) => event.type === 'changed' && stopLate()));
    stopLate = listenTo(source, late.listen);
    const stream = open(await network.next());
    expect([await ear.next(), await late.next()]).toEqual([connected, connected]);
    stream.revision(1);
    expect(await ear.next()).toEqual(changed(1));
    expect(late.heard).toEqual([]);
  });

  it('is not there where nobody should listen', () => {
    expect(setUp({ events: false }).source).not.toHaveProperty('subscribe');
  });
});
