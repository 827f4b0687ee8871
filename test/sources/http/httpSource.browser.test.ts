import { afterEach, describe, expect, it } from 'vitest';
import { httpSource } from '../../../src/sources/http/httpSource.js';
import { createEar, listenTo } from '../createEar.js';
import { createFakeFetch, createFakeStream, type FakeFetch, json } from '../fakeFetch.js';
import { createManualClock } from '../manualClock.js';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

let users = 0;

/**
 * A tab: its own source, network and clock, and grants that it has loaded as a provider does. Locks and channels are
 * the browser's own, as between real tabs.
 */
async function openTab(user: string | undefined, { share = true, tenant = 'acme', url = '/permissions' } = {}) {
  const network = createFakeFetch();
  const clock = createManualClock();
  const source = httpSource({ url, fetch: network.fetch, clock, events: { share }, ...(user && { user }) });
  const load = async (body: object) => {
    const loaded = source.load(new AbortController().signal);
    (await network.next()).answer(json({ subject: { id: 'ada', tenant }, ...body }));
    await loaded;
  };
  await load({});
  const ear = createEar();
  const close = listenTo(source, ear.listen);
  stops.push(close);
  return { network, clock, source, ear, close, load };
}

/** Two tabs of one person; the first has the connection. */
async function openTwo(user: string) {
  return [await openTab(user), await openTab(user)] as const;
}

async function connect(network: FakeFetch, revision: number) {
  const request = await network.next();
  const stream = createFakeStream();
  request.answer(stream.response);
  stream.revision(revision);
  return { ...stream, request };
}

/** What tabs find each other by: where the stream is, which source, and whose grants. */
const nameOf = (key: string, tenant = 'acme') =>
  `hookswitch@1 ${JSON.stringify([new URL('/permissions/me/events', location.href).href, key, JSON.stringify([tenant, 'ada'])])}`;

const changed = (revision?: number) => ({ type: 'changed', ...(revision !== undefined && { revision }) });

describe('httpSource.subscribe in a browser', () => {
  it('shares one connection between the tabs of a user, and every tab hears what it brings', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = await openTwo(user);
    const stream = await connect(first.network, 1);
    for (const tab of [first, second]) {
      expect(await tab.ear.nextOf('connected')).toEqual({ type: 'connected' });
      expect(await tab.ear.nextOf('changed')).toEqual(changed(1));
    }
    stream.revision(2);
    expect(await second.ear.nextOf('changed')).toEqual(changed(2));
    // It has loaded, and asked for no stream.
    expect(second.network.count).toBe(1);
  });

  it('tells a tab that joins later how things stand', async () => {
    const user = `acme/${(users += 1)}`;
    const first = await openTab(user);
    await connect(first.network, 7);
    expect(await first.ear.nextOf('changed')).toEqual(changed(7));
    const second = await openTab(user);
    expect(await second.ear.nextOf('connected')).toEqual({ type: 'connected' });
    expect(await second.ear.nextOf('changed')).toEqual(changed(7));
    // It has loaded, and asked for no stream.
    expect(second.network.count).toBe(1);
  });

  it('tells the other tabs behind which revision it resumed, since they may have loaded less', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = await openTwo(user);
    const stream = await first.network.next();
    await second.load({ revision: 6 });
    await first.load({ revision: 7 });
    stream.fail(new TypeError('fetch failed'));
    await first.clock.untilWaiting(750);
    first.clock.advance(750);
    const resumed = await first.network.next();
    expect(resumed.headers.get('last-event-id')).toBe('7');
    resumed.answer(createFakeStream().response);
    expect(await second.ear.nextOf('changed')).toEqual(changed(7));
  });

  it('hands the connection on when its tab closes, resuming behind what was heard', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = await openTwo(user);
    const stream = await connect(first.network, 4);
    expect(await second.ear.nextOf('changed')).toEqual(changed(4));
    first.close();
    expect(stream.request.init.signal?.aborted).toBe(true);
    const next = await connect(second.network, 5);
    expect(next.request.headers.get('last-event-id')).toBe('4');
    expect(await second.ear.nextOf('changed')).toEqual(changed(5));
  });

  it('asks by itself while the tab with the connection is silent', async () => {
    const user = `acme/${(users += 1)}`;
    const first = await openTab(user);
    await connect(first.network, 1);
    expect(await first.ear.nextOf('changed')).toEqual(changed(1));
    const second = await openTab(user);
    expect(await second.ear.nextOf('changed')).toEqual(changed(1));
    second.clock.advance(90_000);
    expect(await second.ear.nextOf('disconnected')).toEqual({ type: 'disconnected' });
    expect(await second.ear.next()).toEqual(changed());
    await second.clock.untilWaiting(30_000);
    second.clock.advance(30_000);
    expect(await second.ear.next()).toEqual(changed());
  });

  it('passes over what another version of this code, or anything else, says on its channel', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = await openTwo(user);
    const stream = await connect(first.network, 1);
    expect(await second.ear.nextOf('changed')).toEqual(changed(1));
    const stranger = new BroadcastChannel(nameOf(second.source.key));
    stops.push(() => stranger.close());
    for (const message of [null, 7, 'x', {}, { type: 'revision', revision: -1 }, { type: 'revision', revision: '9' }]) {
      stranger.postMessage(message);
    }
    stream.revision(2);
    expect(await second.ear.nextOf('changed')).toEqual(changed(2));
  });

  it('shares nothing between two users, nor where nobody says whose the connection is', async () => {
    const [ada, bob] = [await openTab(`acme/${(users += 1)}`), await openTab(`acme/${(users += 1)}`)];
    const [one, two] = [await openTab(undefined), await openTab(undefined)];
    const three = await openTab('acme/alone', { share: false });
    const four = await openTab('acme/alone', { share: false });
    for (const { network } of [ada, bob, one, two, three, four]) await connect(network, 1);
  });

  it('tries at once when the machine comes back online, and trusts no connection from before', async () => {
    const { network, clock, ear } = await openTab(undefined);
    (await network.next()).fail(new TypeError('fetch failed'));
    await clock.untilWaiting(750);
    window.dispatchEvent(new Event('online'));
    const { request } = await connect(network, 1);
    expect(await ear.nextOf('changed')).toEqual(changed(1));
    window.dispatchEvent(new Event('online'));
    expect(request.init.signal?.aborted).toBe(true);
    await clock.untilWaiting(750);
    clock.advance(750);
    await connect(network, 1);
  });

  it('holds no lock, channel or timer once nobody listens', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = await openTwo(user);
    await connect(first.network, 1);
    expect(await second.ear.nextOf('changed')).toEqual(changed(1));
    second.close();
    first.close();
    expect([first.clock.waiting, second.clock.waiting]).toEqual([0, 0]);
    const name = nameOf(first.source.key);
    await expect(navigator.locks.request(name, () => 'free')).resolves.toBe('free');
    // It has loaded, and asked for no stream.
    expect(second.network.count).toBe(1);
  });

  it('shares nothing between two tenants or two backends of one browser where the user is only a user id', async () => {
    const tabs = [
      await openTab('7', { tenant: 'acme' }),
      await openTab('7', { tenant: 'rival' }),
      await openTab('7', { tenant: 'acme', url: '/other/permissions' }),
    ];
    const streams = [];
    for (const { network } of tabs) streams.push(await connect(network, 1));
    for (const [i, { ear }] of tabs.entries()) {
      expect(await ear.nextOf('changed')).toEqual(changed(1));
      streams[i]?.revision(10 + i);
      expect(await ear.nextOf('changed')).toEqual(changed(10 + i));
    }
    expect(tabs.flatMap(({ ear }) => ear.heard.filter(({ type }) => type === 'changed'))).toEqual([]);
  });

  it('leaves the tabs of the last tenant as soon as it loads the grants of another one', async () => {
    const user = `${(users += 1)}`;
    const [first, second] = await openTwo(user);
    await connect(first.network, 1);
    for (const { ear } of [first, second]) expect(await ear.nextOf('changed')).toEqual(changed(1));
    await first.load({ subject: { id: 'ada', tenant: 'rival' }, revision: 3 });
    const rival = await connect(first.network, 4);
    expect(await first.ear.nextOf('changed')).toEqual(changed(4));
    const acme = await connect(second.network, 2);
    rival.revision(99);
    acme.revision(5);
    expect(await second.ear.nextOf('changed')).toEqual(changed(2));
    expect(await second.ear.nextOf('changed')).toEqual(changed(5));
    expect(await first.ear.nextOf('changed')).toEqual(changed(99));
  });

  it('waits for the answer that is under way and tells whose the connection is, and not for long', async () => {
    const user = `${(users += 1)}`;
    const leader = await openTab(user);
    await connect(leader.network, 1);
    const network = createFakeFetch();
    const clock = createManualClock();
    const source = httpSource({ url: '/permissions', user, fetch: network.fetch, clock });
    const loaded = source.load(new AbortController().signal);
    const ear = createEar();
    stops.push(listenTo(source, ear.listen));
    const request = await network.next();
    await clock.untilWaiting(2_000);
    clock.advance(2_000);
    const alone = await connect(network, 1);
    request.answer(json({ subject: { id: 'ada', tenant: 'acme' }, revision: 1 }));
    await loaded;
    // It joins the others as soon as it knows who they are.
    await expect.poll(() => alone.request.init.signal?.aborted).toBe(true);
    expect(network.count).toBe(2);
  });

  it.each(['BroadcastChannel', 'locks'])(
    'has a connection of its own where %s is refused, and stays live',
    async (name) => {
      const owner = name === 'locks' ? Navigator.prototype : globalThis;
      const before = Object.getOwnPropertyDescriptor(owner, name);
      const refused = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      Object.defineProperty(owner, name, { get: refused, configurable: true });
      stops.push(() => before && Object.defineProperty(owner, name, before));
      for (const tab of await openTwo(`${(users += 1)}`)) {
        await connect(tab.network, 1);
        expect([await tab.ear.next(), await tab.ear.next()]).toEqual([{ type: 'connected' }, changed(1)]);
      }
    },
  );
});
