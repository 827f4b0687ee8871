import { describe, expect, it } from 'vitest';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { caslSource } from '../../../src/sources/casl/index.js';
import { cerbosSource } from '../../../src/sources/cerbos/index.js';
import { genesysSource } from '../../../src/sources/genesys/index.js';
import { type GrantSource } from '../../../src/sources/index.js';
import { openfgaSource } from '../../../src/sources/openfga/index.js';
import { ringcentralSource } from '../../../src/sources/ringcentral/index.js';
import { wazoSource } from '../../../src/sources/wazo/index.js';
import { json } from '../fakeFetch.js';
import { answers } from '../ringcentral/fixtures.js';

const catalog = checkCatalog({
  id: 'engine',
  dimensions: { call: { label: 'Call' } },
  resources: { call: { label: 'Call', dimensions: { call: 'id' } } },
  permissions: {
    'call.play': { kind: 'right', label: 'Hear a call', on: 'call' },
    'call.erase': { kind: 'right', label: 'Erase a call', on: 'call' },
  },
  roles: {},
});
const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };

/** What one source says about one answer, and what it opens. */
async function load(answer: (url: string) => unknown, make: (options: Common) => GrantSource) {
  const heard: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) =>
    json(answer(input instanceof Request ? input.url : `${input}`));
  const source = make({ catalog, subject, fetch, onUntranslated: (message) => heard.push(message) });
  const input = await source.load(new AbortController().signal);
  return { heard, grants: (input as { readonly grants: readonly unknown[] }).grants };
}

interface Common {
  readonly catalog: typeof catalog;
  readonly subject: typeof subject;
  readonly fetch: typeof globalThis.fetch;
  readonly onUntranslated: (message: string) => void;
}

describe('a source over a foreign backend', () => {
  it('resolves the aliases of CASL, in what allows and in what forbids', async () => {
    const rules = [
      ['hear', 'call'],
      ['destroy', 'call', 0, 1],
    ];
    const aliases = { hear: 'play', destroy: ['erase'] };
    const { heard, grants } = await load(
      () => rules,
      (options) => caslSource({ ...options, url: '/rules', aliases }),
    );
    expect(heard).toEqual([]);
    expect(grants).toMatchObject([
      { permission: 'call.play', effect: 'allow' },
      { permission: 'call.erase', effect: 'deny' },
    ]);
  });

  it('knows the words that stand for every action and subject of CASL', async () => {
    const { grants } = await load(
      () => [['anything', 'everything']],
      (options) => caslSource({ ...options, url: '/rules', anyAction: 'anything', anySubjectType: 'everything' }),
    );
    expect(grants).toHaveLength(2);
  });

  it.each<[name: string, answer: (url: string) => unknown, make: (options: Common) => GrantSource, message: string]>([
    [
      'CASL',
      () => [['play', 'call', { length: { $gt: 9 } }]],
      (options) => caslSource({ ...options, url: '/rules' }),
      'A rule has conditions that a scope cannot express. The server decides on call.play.',
    ],
    [
      'Cerbos',
      () => ({ results: [{ resource: { kind: 'call', id: '1' }, actions: { play: 'EFFECT_PERHAPS' } }] }),
      (options) =>
        cerbosSource({ ...options, baseUrl: 'https://cerbos.example', request: { principal: {}, resources: [] } }),
      "Cerbos answered 'EFFECT_PERHAPS' for play on call '1', which is no known effect. It grants nothing.",
    ],
    [
      'OpenFGA',
      () => ({ result: { 'check-0': { error: { message: 'timed out' } } } }),
      (options) =>
        openfgaSource({
          ...options,
          apiUrl: 'https://fga.example',
          storeId: 's',
          user: 'user:ada',
          checks: [{ permission: 'call.play', relation: 'player', object: 'call:1', dimension: 'call' }],
        }),
      "OpenFGA did not answer the check of call.play on 'call:1'. It grants nothing.",
    ],
    [
      'Genesys Cloud',
      (url) =>
        url.includes('/users/me')
          ? { id: 'ada', organization: { id: 'acme' } }
          : {
              grants: [
                {
                  division: { id: '*' },
                  role: { id: 'r', policies: [{ domain: 'a b', entityName: 'queue', actions: ['view'] }] },
                },
              ],
            },
      (options) => genesysSource({ ...options, baseUrl: 'https://genesys.example' }),
      "'a b:queue:view' cannot be a name. Nothing is granted by it.",
    ],
    [
      'RingCentral',
      (url) => {
        if (url.includes('/authz-profile')) {
          return { permissions: [{ permission: { id: 'ReadUserInfo' }, scopes: ['Galaxy'] }] };
        }
        if (url.includes('/features')) return { records: [] };
        if (url.includes('page=')) return { records: [], paging: { totalPages: 1 } };
        return answers.extensionInfo;
      },
      ({ fetch, onUntranslated }) =>
        ringcentralSource({ fetch, onUntranslated, baseUrl: 'https://ringcentral.example' }),
      "The scope 'Galaxy' of 'ReadUserInfo' is not known. It grants nothing.",
    ],
    [
      'Wazo',
      () => ({ data: { auth_id: 'ada', xivo_uuid: 'x', acl: ['calls.12*.play'] } }),
      (options) =>
        wazoSource({
          ...options,
          baseUrl: 'https://wazo.example',
          token: 't',
          accesses: { 'call.play': 'calls.{call}.play' },
        }),
      "'calls.12*.play' covers ids that cannot be listed, so call.play is for the server to decide.",
    ],
  ])(
    'says once what it could not translate from %s, and allows nothing by it',
    async (_name, answer, make, message) => {
      const { heard, grants } = await load(answer, make);
      expect(heard).toEqual([message]);
      for (const grant of grants) expect(grant).toMatchObject({ conditional: true });
    },
  );
});
