import { afterEach, describe, expect, it } from 'vitest';
import { httpSource } from '../../src/sources/httpSource.js';
import { createEar, listenTo } from './createEar.js';
import { createFakeFetch, createFakeStream, type FakeFetch, json } from './fakeFetch.js';
import { createManualClock } from './manualClock.js';

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

let users = 0;

/** A tab: its own source, network and clock. Locks and channels are the browser's own, as between real tabs. */
function openTab(user: string | undefined, share = true) {
  const network = createFakeFetch();
  const clock = createManualClock();
  const source = httpSource({
    url: '/permissions',
    fetch: network.fetch,
    clock,
    events: { share },
    ...(user && { user }),
  });
  const ear = createEar();
  const close = listenTo(source, ear.listen);
  stops.push(close);
  return { network, clock, source, ear, close };
}

async function connect(network: FakeFetch, revision: number) {
  const request = await network.next();
  const stream = createFakeStream();
  request.answer(stream.response);
  stream.revision(revision);
  return { ...stream, request };
}

const changed = (revision?: number) => ({ type: 'changed', ...(revision !== undefined && { revision }) });

describe('httpSource.subscribe in a browser', () => {
  it('shares one connection between the tabs of a user, and every tab hears what it brings', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = [openTab(user), openTab(user)];
    const stream = await connect(first.network, 1);
    for (const tab of [first, second]) {
      expect(await tab.ear.nextOf('connected')).toEqual({ type: 'connected' });
      expect(await tab.ear.nextOf('changed')).toEqual(changed(1));
    }
    stream.revision(2);
    expect(await second.ear.nextOf('changed')).toEqual(changed(2));
    expect(second.network.count).toBe(0);
  });

  it('tells a tab that joins later how things stand', async () => {
    const user = `acme/${(users += 1)}`;
    const first = openTab(user);
    await connect(first.network, 7);
    expect(await first.ear.nextOf('changed')).toEqual(changed(7));
    const second = openTab(user);
    expect(await second.ear.nextOf('connected')).toEqual({ type: 'connected' });
    expect(await second.ear.nextOf('changed')).toEqual(changed(7));
    expect(second.network.count).toBe(0);
  });

  it('tells the other tabs behind which revision it resumed, since they may have loaded less', async () => {
    const user = `acme/${(users += 1)}`;
    const [first, second] = [openTab(user), openTab(user)];
    const stream = await first.network.next();
    const load = async (tab: typeof first, revision: number) => {
      const loaded = tab.source.load(new AbortController().signal);
      (await tab.network.next()).answer(json({ revision }));
      await loaded;
    };
    await load(second, 6);
    await load(first, 7);
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
    const [first, second] = [openTab(user), openTab(user)];
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
    const first = openTab(user);
    await connect(first.network, 1);
    expect(await first.ear.nextOf('changed')).toEqual(changed(1));
    const second = openTab(user);
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
    const [first, second] = [openTab(user), openTab(user)];
    const stream = await connect(first.network, 1);
    expect(await second.ear.nextOf('changed')).toEqual(changed(1));
    const stranger = new BroadcastChannel(`hookswitch@1 ${second.source.key}`);
    stops.push(() => stranger.close());
    for (const message of [null, 7, 'x', {}, { type: 'revision', revision: -1 }, { type: 'revision', revision: '9' }]) {
      stranger.postMessage(message);
    }
    stream.revision(2);
    expect(await second.ear.nextOf('changed')).toEqual(changed(2));
  });

  it('shares nothing between two users, nor where nobody says whose the connection is', async () => {
    const [ada, bob] = [openTab(`acme/${(users += 1)}`), openTab(`acme/${(users += 1)}`)];
    const [one, two] = [openTab(undefined), openTab(undefined)];
    const [three, four] = [openTab('acme/alone', false), openTab('acme/alone', false)];
    for (const { network } of [ada, bob, one, two, three, four]) await connect(network, 1);
  });

  it('tries at once when the machine comes back online, and trusts no connection from before', async () => {
    const { network, clock, ear } = openTab(undefined);
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
    const [first, second] = [openTab(user), openTab(user)];
    await connect(first.network, 1);
    expect(await second.ear.nextOf('changed')).toEqual(changed(1));
    second.close();
    first.close();
    expect([first.clock.waiting, second.clock.waiting]).toEqual([0, 0]);
    const name = `hookswitch@1 ${first.source.key}`;
    await expect(navigator.locks.request(name, () => 'free')).resolves.toBe('free');
    expect(second.network.count).toBe(0);
  });
});
