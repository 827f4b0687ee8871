import { afterEach, describe, expect, it } from 'vitest';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { httpSource } from '../../../src/sources/index.js';
import { createEar } from '../createEar.js';
import { listenTo } from '../createEar.js';
import { createManualClock } from '../manualClock.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: {},
  resources: {},
  permissions: { 'sms.send': { kind: 'right', label: 'Send SMS' } },
  roles: { texter: { label: 'May text', grants: ['sms.send'] } },
});
const ada = {
  id: 'ada',
  tenant: 'acme',
  roles: ['texter'],
  extensions: [],
  memberships: {},
  licenses: [],
  packages: [],
  overrides: [],
};

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** The permission API behind a network that can be cut. */
function setUp() {
  const store = memoryStore({ members: [ada] });
  const api = createPermissionApi({
    store,
    catalog,
    basePath: '/permissions',
    authenticate: () => ({ tenant: 'acme', subject: 'ada' }),
  });
  const clock = createManualClock();
  const asked: Request[] = [];
  let cut = new AbortController();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const signal = AbortSignal.any([cut.signal, ...(init?.signal ? [init.signal] : [])]);
    const request = new Request(new URL(String(input), 'https://phone.example'), { ...init, signal });
    asked.push(request);
    const response = await api(request);
    return response.body
      ? new Response(response.body.pipeThrough(new TransformStream(), { signal: cut.signal }), response)
      : response;
  };
  const source = httpSource({ url: '/permissions', user: 'acme/ada', fetch, clock, events: { share: false } });
  const ear = createEar();
  stops.push(listenTo(source, ear.listen));
  const load = async () => parseGrantSet(await source.load(new AbortController().signal));
  const edit = (roles: readonly string[]) => store.edit('acme', (change) => change.saveMember({ ...ada, roles }));
  const breakLine = () => {
    cut.abort(new TypeError('terminated'));
    cut = new AbortController();
  };
  return { clock, asked, ear, load, edit, breakLine };
}

describe('httpSource and the permission API', () => {
  it('hear of an edit at once, and load it', async () => {
    const { ear, load, edit } = setUp();
    expect(await load()).toMatchObject({ revision: 1, grants: [{ permission: 'sms.send' }] });
    expect(await ear.nextOf('connected')).toEqual({ type: 'connected' });
    await edit([]);
    expect(await ear.nextOf('changed')).toEqual({ type: 'changed', revision: 2 });
    expect(await load()).toMatchObject({ revision: 2, grants: [] });
  });

  it('catch up after the line was cut in the middle of edits', async () => {
    const { clock, asked, ear, load, edit, breakLine } = setUp();
    await load();
    expect(await ear.nextOf('connected')).toEqual({ type: 'connected' });
    breakLine();
    expect(await ear.nextOf('disconnected')).toEqual({ type: 'disconnected' });
    await edit([]);
    await edit(['texter']);
    await edit([]);
    await clock.untilWaiting(750);
    clock.advance(750);
    expect(await ear.nextOf('connected')).toEqual({ type: 'connected' });
    expect(asked.at(-1)?.headers.get('last-event-id')).toBe('1');
    expect(await ear.nextOf('changed')).toEqual({ type: 'changed', revision: 4 });
    expect(await load()).toMatchObject({ revision: 4, grants: [] });
  });

  it('say nothing where nothing was missed, and send no grants twice', async () => {
    const { clock, asked, ear, load, edit, breakLine } = setUp();
    const first = await load();
    expect(await ear.nextOf('connected')).toEqual({ type: 'connected' });
    breakLine();
    expect(await ear.nextOf('disconnected')).toEqual({ type: 'disconnected' });
    await clock.untilWaiting(750);
    clock.advance(750);
    expect(await ear.nextOf('connected')).toEqual({ type: 'connected' });
    clock.advance(5_000);
    expect(await load()).toEqual(first);
    expect(asked.at(-1)?.headers.get('if-none-match')).toMatch(/1/);
    await edit([]);
    expect(await ear.next()).toEqual({ type: 'changed', revision: 2 });
  });
});
