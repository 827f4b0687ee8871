import { checkCatalog, defineCatalog } from '../../src/model/defineCatalog.js';
import { type GrantSet, grantSetFormat } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { caslSource } from '../../src/sources/casl/index.js';
import { cerbosSource } from '../../src/sources/cerbos/index.js';
import { genesysCatalog, genesysSource } from '../../src/sources/genesys/index.js';
import { httpSource, pushSource, staticSource } from '../../src/sources/index.js';
import { openfgaSource } from '../../src/sources/openfga/index.js';
import { ringcentralCatalog, ringcentralSource } from '../../src/sources/ringcentral/index.js';
import { wazoSource } from '../../src/sources/wazo/index.js';
import { createBackend } from './backend.js';
import { describeSource, type Rig, type Scene } from './conformance.js';
import { createManualClock } from './manualClock.js';
import { answers } from './ringcentral/fixtures.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: {},
  resources: {},
  permissions: { 'sms.send': { kind: 'right', label: 'Send SMS' } },
  roles: { texter: { label: 'May text', grants: ['sms.send'] } },
});

const subjects = { ada: { id: 'ada', tenant: 'acme' }, bob: { id: 'bob', tenant: 'acme' } };
const person = (id: string) => ({ id, tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] });
const nobody: Scene = { user: 'ada', allowed: false, revision: 0 };
const garbled = [{ format: 'hookswitch/grants@1' }];

const setOf = ({ user, allowed, revision }: Scene): GrantSet => ({
  format: grantSetFormat,
  catalog: catalog.id,
  subject: person(user),
  revision,
  issuedAt: 0,
  grants: allowed ? [{ permission: 'sms.send', effect: 'allow', from: 'member' }] : [],
});

const desk = { catalog, permission: 'sms.send', subjects };

describeSource('staticSource', () => {
  let content: unknown = setOf(nobody);
  return {
    ...desk,
    counts: false,
    // What a caller without types may hand in.
    source: () => staticSource(content as GrantSet),
    say: (scene) => void (content = setOf(scene)),
    garble: () => void (content = garbled),
  };
});

describeSource('staticSource of a member', () => {
  let scene = nobody;
  const member = (): Member => ({
    ...person(scene.user),
    roles: scene.allowed ? ['texter'] : [],
    packages: [],
    overrides: [],
  });
  let broken = false;
  return {
    ...desk,
    counts: false,
    source: () =>
      staticSource({ catalog, member: broken ? { ...member(), id: '' } : member(), revision: scene.revision }),
    say: (next) => void (scene = next),
    garble: () => void (broken = true),
  };
});

describeSource('pushSource', () => {
  const source = pushSource('socket');
  let last: unknown;
  let isHeld = false;
  const push = () => !isHeld && source.push(last);
  const say = (input: unknown) => {
    last = input;
    push();
  };
  return {
    ...desk,
    counts: true,
    source: () => source,
    say: (scene) => say(setOf(scene)),
    garble: () => say(garbled),
    way: {
      stall: () => {
        isHeld = true;
        return () => {
          isHeld = false;
          push();
        };
      },
      fail: () => source.fail(new Error('the socket closed')),
      goOffline: () => {
        source.setConnected(false);
        source.fail(new Error('the socket closed'));
      },
      comeBack: () => {
        source.setConnected(true);
        push();
      },
    },
  };
});

/** A rig over HTTP: what is said is answered to the requests of one source. */
function overHttp(
  rig: Omit<Rig, 'say' | 'garble' | 'way' | 'source'>,
  answer: (scene: Scene, request: Request) => unknown,
  makeSource: (fetch: typeof globalThis.fetch) => ReturnType<Rig['source']>,
): Rig {
  let scene = nobody;
  let isGarbled = false;
  const backend = createBackend((request) => (isGarbled ? garbled : answer(scene, request)));
  const source = makeSource(backend.fetch);
  return {
    ...rig,
    way: backend.way,
    source: () => source,
    say: (next) => {
      scene = next;
      isGarbled = false;
      backend.recover();
    },
    garble: () => void (isGarbled = true),
  };
}

describeSource('httpSource', () =>
  overHttp({ ...desk, counts: true }, setOf, (fetch) => httpSource({ url: '/permissions', fetch, events: false })),
);

describeSource('httpSource with an ETag', () =>
  overHttp(
    { ...desk, counts: true },
    (scene, request) => {
      const etag = JSON.stringify(JSON.stringify(scene));
      if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304 });
      return Response.json(setOf(scene), { headers: { etag } });
    },
    (fetch) => httpSource({ url: '/permissions', user: 'browser', fetch, events: false }),
  ),
);

describeSource('httpSource over the permission API itself', () => {
  const origin = 'https://backend.example/permissions';
  const apiFor = async ({ user, allowed, revision }: Scene) => {
    const member = (id: string): Member => ({
      ...person(id),
      roles: allowed ? ['texter'] : [],
      packages: [],
      overrides: [],
    });
    const store = memoryStore({ members: [member('ada'), member('bob')] });
    const isAt = async () => (await store.tenant('acme').subject(user)).member?.revision ?? NaN;
    while ((await isAt()) < revision) await store.edit('acme', (edit) => edit.saveMember(member(user)));
    return createPermissionApi({
      store,
      catalog,
      basePath: '/permissions',
      authenticate: () => ({ tenant: 'acme', subject: user }),
    });
  };
  let api = apiFor(nobody);
  const rig = overHttp(
    { ...desk, counts: true },
    async (_, request) => (await api)(request),
    (fetch) => httpSource({ url: origin, fetch, events: false }),
  );
  return {
    ...rig,
    say: async (scene) => {
      api = apiFor(scene);
      await api;
      await rig.say(scene);
    },
  };
});

/** Loaders of backends without revisions count by a clock; going back in time must not bring an older one. */
const clock = () => {
  const manual = createManualClock();
  manual.advance(1_000);
  return manual;
};

describeSource('ringcentralSource', () => {
  const own = '/restapi/v1.0/account/~/extension/~';
  const feature = (available: boolean) => ({ records: [{ id: 'SMSSending', available }] });
  const page = { records: [], paging: { totalPages: 1 } };
  return overHttp(
    {
      catalog: ringcentralCatalog({ ...answers, features: feature(true) }),
      permission: 'feature.SMSSending',
      subjects: { ada: { id: '1', tenant: '7' }, bob: { id: '2', tenant: '7' } },
      counts: false,
    },
    ({ user, allowed }, request) => {
      const path = new URL(request.url).pathname.slice(own.length);
      return {
        '': { id: user === 'ada' ? 1 : 2, account: { id: 7 } },
        '/authz-profile': { permissions: [] },
        '/features': feature(allowed),
        '/grant': page,
        '/phone-number': page,
      }[path];
    },
    (fetch) => ringcentralSource({ baseUrl: 'https://platform.example', fetch, clock: clock() }),
  );
});

describeSource('wazoSource', () =>
  overHttp(
    { ...desk, counts: false },
    ({ user, allowed }) => ({
      data: { auth_id: user, metadata: { tenant_uuid: 'acme' }, acl: allowed ? ['chatd.users.me.messages.#'] : ['!#'] },
    }),
    (fetch) =>
      wazoSource({
        baseUrl: 'https://wazo.example/api/auth/0.1',
        token: 't',
        catalog,
        accesses: { 'sms.send': 'chatd.users.me.messages.create' },
        fetch,
        clock: clock(),
      }),
  ),
);

describeSource('genesysSource', () => {
  const made = genesysCatalog(['messaging:sms:send']);
  const policies = [{ domain: 'messaging', entityName: '*', actions: ['send'] }];
  return overHttp(
    { catalog: made, permission: 'messaging.sms.send', record: { division: { id: 'd1' } }, subjects, counts: false },
    ({ user, allowed }, request) =>
      request.url.includes('/users/me')
        ? { id: user, organization: { id: 'acme' } }
        : { grants: allowed ? [{ division: { id: 'd1' }, role: { id: 'r', policies } }] : [] },
    (fetch) => genesysSource({ baseUrl: 'https://api.example', catalog: made, fetch, clock: clock() }),
  );
});

/** A catalog with one scoped right, for engines that decide on records and are told who asks. */
const engineCatalog = checkCatalog({
  id: 'engine',
  dimensions: { call: { label: 'Call' } },
  resources: { call: { label: 'Call', dimensions: { call: 'id' } } },
  permissions: { 'call.play': { kind: 'right', label: 'Hear a call', on: 'call' } },
  roles: {},
});

/** Engines do not say whose answer it is; whoever asks knows. So the scene of another user is another source. */
function overEngine(
  answer: (scene: Scene, request: Request) => unknown,
  makeSource: (meaning: {
    catalog: typeof engineCatalog;
    subject: ReturnType<typeof person>;
    fetch: typeof globalThis.fetch;
    clock: ReturnType<typeof clock>;
  }) => ReturnType<Rig['source']>,
): Rig {
  const sources: Partial<Record<Scene['user'], ReturnType<Rig['source']>>> = {};
  let user: Scene['user'] = 'ada';
  let fetch = globalThis.fetch;
  const rig = overHttp(
    { catalog: engineCatalog, permission: 'call.play', record: { id: '1' }, subjects, counts: false },
    answer,
    (own) => {
      fetch = own;
      return staticSource(setOf(nobody));
    },
  );
  return {
    ...rig,
    source: () =>
      (sources[user] ??= makeSource({ catalog: engineCatalog, subject: person(user), fetch, clock: clock() })),
    say: async (scene) => {
      user = scene.user;
      await rig.say(scene);
    },
  };
}

describeSource('cerbosSource', () =>
  overEngine(
    ({ allowed }) => ({
      results: [{ resource: { kind: 'call', id: '1' }, actions: { play: allowed ? 'EFFECT_ALLOW' : 'EFFECT_DENY' } }],
    }),
    (meaning) =>
      cerbosSource({
        ...meaning,
        baseUrl: 'https://cerbos.example',
        request: { principal: { id: 'ada', roles: ['user'] }, resources: [] },
      }),
  ),
);

describeSource('openfgaSource', () =>
  overEngine(
    ({ allowed }, request) =>
      request.url.endsWith('/list-objects') ? { objects: allowed ? ['call:1'] : [] } : undefined,
    (meaning) =>
      openfgaSource({
        ...meaning,
        apiUrl: 'https://fga.example',
        storeId: 's',
        user: 'user:ada',
        lists: [{ permission: 'call.play', relation: 'player', type: 'call', dimension: 'call' }],
      }),
  ),
);

describeSource('caslSource', () =>
  overEngine(
    ({ allowed }) => ({ allowed }).allowed ? [['play', 'call']] : [],
    (meaning) => caslSource({ ...meaning, url: '/rules' }),
  ),
);
