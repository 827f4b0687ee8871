import { afterEach, describe, expect, it } from 'vitest';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { type EditEvent, followEdits, type FollowEditsOptions } from '../../src/client/followEdits.js';
import { acme, authenticate, catalog, sam } from '../server/desk.js';
import { createFakeFetch, createFakeStream, type FakeRequest } from '../sources/fakeFetch.js';
import { createManualClock } from '../sources/manualClock.js';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** Follows, and hands out what is heard, one after the other. */
function follow(options: Partial<FollowEditsOptions>) {
  const clock = createManualClock();
  const heard: EditEvent[] = [];
  const takers: ((event: EditEvent) => void)[] = [];
  const stop = followEdits({ url: '/permissions/', clock, ...options }, (event) => {
    const taker = takers.shift();
    if (taker) taker(event);
    else heard.push(event);
  });
  stops.push(stop);
  const next = () => {
    const event = heard.shift();
    return event ? Promise.resolve(event) : new Promise<EditEvent>((resolve) => takers.push(resolve));
  };
  return { clock, heard, next, stop };
}

function setUp(options: Partial<FollowEditsOptions> = {}) {
  const network = createFakeFetch();
  return { network, ...follow({ fetch: network.fetch, ...options }) };
}

function open(request: FakeRequest) {
  const stream = createFakeStream();
  request.answer(stream.response);
  const edited = (id: string, revision: number) =>
    stream.write(
      `id: ${revision}\nevent: edited\ndata: ${JSON.stringify({ kind: 'member', id, revision, more: 'ignored' })}\n\n`,
    );
  return { ...stream, edited };
}

const connected = { type: 'connected' };
const disconnected = { type: 'disconnected' };
const gap = { type: 'gap' };
const edited = (id: string, revision: number) => ({ type: 'edited', kind: 'member', id, revision });

describe('followEdits', () => {
  it('asks for the stream of edits with headers, and tells what comes', async () => {
    const { network, next } = setUp({ headers: () => ({ authorization: 'Bearer t' }) });
    const request = await network.next();
    expect([request.url, request.headers.get('accept')]).toEqual(['/permissions/events', 'text/event-stream']);
    expect([request.headers.get('authorization'), request.headers.get('last-event-id')]).toEqual(['Bearer t', null]);
    const stream = open(request);
    stream.write('id: 4\nevent: gap\ndata: {"revision":4}\n\n');
    stream.edited('__proto__', 5);
    stream.write('event: edited\ndata: {"kind":"role","id":"agent","revision":6}\n\n');
    expect([await next(), await next(), await next(), await next()]).toEqual([
      connected,
      gap,
      edited('__proto__', 5),
      { type: 'edited', kind: 'role', id: 'agent', revision: 6 },
    ]);
  });

  it('resumes behind the last id that it heard', async () => {
    const { network, clock, next } = setUp();
    const stream = open(await network.next());
    stream.edited('sam', 7);
    expect([await next(), await next()]).toEqual([connected, edited('sam', 7)]);
    stream.end();
    expect(await next()).toEqual(disconnected);
    await clock.untilWaiting(750);
    clock.advance(750);
    expect((await network.next()).headers.get('last-event-id')).toBe('7');
  });

  it('takes what it cannot read for a gap, and events of another name for nobody’s', async () => {
    const { network, next, heard } = setUp();
    const stream = open(await network.next());
    const bad = [
      '{',
      '[]',
      'null',
      '{"kind":"call","id":"a","revision":1}',
      '{"kind":"member","id":"a","revision":-1}',
    ];
    stream.write('event: weather\ndata: {}\n\n');
    for (const data of bad) stream.write(`event: edited\ndata: ${data}\n\n`);
    stream.edited('sam', 2);
    const told = await Promise.all(Array.from({ length: bad.length + 2 }, next));
    expect(told).toEqual([connected, ...bad.map(() => gap), edited('sam', 2)]);
    expect(heard).toEqual([]);
  });

  it('tells a gap now and then where there is no such stream', async () => {
    const { network, clock, next } = setUp({ events: { pollEvery: 5_000 } });
    (await network.next()).answer(new Response(null, { status: 404 }));
    expect(await next()).toEqual(disconnected);
    for (let i = 0; i < 3; i++) {
      await clock.untilWaiting(3_750);
      clock.advance(3_750);
      expect(await next()).toEqual(gap);
    }
    expect(network.count).toBe(1);
  });

  it('says nothing once it was stopped, and lets the connection go', async () => {
    const { network, next, heard, stop } = setUp();
    const stream = open(await network.next());
    expect(await next()).toEqual(connected);
    stop();
    await stream.cancelled;
    expect(heard).toEqual([]);
  });

  it('hears the edits of others from the permission API', async () => {
    const store = memoryStore(acme);
    const api = createPermissionApi({ store, catalog, authenticate });
    const { next } = follow({
      url: 'https://phone.example',
      headers: { authorization: 'Member acme/mia' },
      fetch: (input, init) => api(new Request(input, init)),
    });
    expect([await next(), await next()]).toEqual([connected, gap]);
    await store.edit('acme', (change) => change.saveMember({ ...sam, extensions: [] }));
    expect(await next()).toEqual(edited('sam', 2));
  });
});
