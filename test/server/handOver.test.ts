import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/model/member.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { type Answer, ask, patch } from './ask.js';
import { ann, bob, bossWith, delegated, olga } from './delegated.js';
import { authenticate, memberWith } from './desk.js';

const sales = { in: { group: ['sales'] } };
const cat = memberWith({
  id: 'cat',
  name: 'Cat',
  roles: ['agent'],
  extensions: ['203', '204'],
  memberships: { group: ['sales'] },
});
const people: readonly Member[] = [
  { ...ann, memberships: { group: ['sales'], queue: ['inbound'] } },
  bob,
  cat,
  olga,
  bossWith('pat', ['team.see', 'team.phones', 'team.read']),
  bossWith('tim', ['team.see', 'team.phones', 'team.read'], sales),
  bossWith('max', ['team.see', 'team.manage', 'team.place', 'team.teach']),
];

const setUp = (members: readonly Member[] = people) => {
  const catalog = delegated();
  const exclusive = {
    ...catalog,
    dimensions: { ...catalog.dimensions, queue: { label: 'Number', exclusive: true as const } },
  };
  const store = memoryStore({ members });
  return { store, api: createPermissionApi({ store, catalog: exclusive, authenticate }) };
};
type Api = ReturnType<typeof setUp>['api'];

interface Options {
  readonly ifMatch?: string | null;
  readonly key?: string;
}

const handOver = async (api: Api, who: string, body: object, { ifMatch = '*', key }: Options = {}): Promise<Answer> =>
  ask(api, who, '/handover', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(ifMatch !== null && { 'if-match': ifMatch }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ dimension: 'extension', ...body }),
  });

const extensionsOf = async (api: Api, id: string) =>
  ((await ask(api, 'olga', `/members/${id}`)).body['member'] as Member).extensions;

describe('a handover', () => {
  test('is one edit of both members, in one entry of the log that names both', async () => {
    const { api } = setUp();
    const answer = await handOver(api, 'pat', { from: 'cat', to: 'ann', ids: ['204'] });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        from: { member: { id: 'cat', extensions: ['203'] }, revision: 2 },
        to: { member: { id: 'ann', extensions: ['201', '204'] }, revision: 2 },
      },
    });
    const entry = {
      revision: 2,
      actor: 'pat',
      target: { kind: 'member', id: 'cat' },
      also: 'ann',
      operations: [{ op: 'hand-over', from: 'cat', to: 'ann', dimension: 'extension', ids: ['204'] }],
      changes: [
        { path: 'extensions', from: ['203', '204'], to: ['203'] },
        { path: 'extensions', from: ['201'], to: ['201', '204'], member: 'ann' },
      ],
    };
    for (const query of ['', '?member=cat', '?member=ann'])
      expect((await ask(api, 'pat', `/audit${query}`)).body.items).toMatchObject([entry]);
    expect((await ask(api, 'pat', '/audit?member=bob')).body.items).toEqual([]);
  });

  test('tells both of new grants', async () => {
    const { api, store } = setUp();
    const heard: unknown[] = [];
    store.listen((event) => heard.push(event));
    await handOver(api, 'pat', { from: 'cat', to: 'ann', ids: ['204'] });
    expect(heard).toEqual([
      { type: 'member', tenant: 'acme', id: 'cat', revision: 2 },
      { type: 'member', tenant: 'acme', id: 'ann', revision: 2 },
    ]);
  });

  test('is made for the states that both were read in', async () => {
    const { api } = setUp();
    const [cats, anns] = await Promise.all(
      ['cat', 'ann'].map(async (id) => (await ask(api, 'pat', `/members/${id}`)).body.etag ?? ''),
    );
    const move = { from: 'cat', to: 'ann', ids: ['204'] };
    expect((await handOver(api, 'pat', move, { ifMatch: null })).status).toBe(428);
    expect(await handOver(api, 'pat', move, { ifMatch: cats ?? '' })).toMatchObject({
      status: 412,
      body: { current: { member: { id: 'ann' } } },
    });
    expect(await handOver(api, 'pat', move, { ifMatch: anns ?? '' })).toMatchObject({
      status: 412,
      body: { current: { member: { id: 'cat' } } },
    });
    expect((await handOver(api, 'pat', move, { ifMatch: `${cats}, ${anns}` })).status).toBe(200);
  });

  test('sent again under its key is not made again, and is answered with how both are by then', async () => {
    const { api } = setUp();
    const move = { from: 'cat', to: 'ann', ids: ['204'] };
    await handOver(api, 'pat', move, { key: 'k' });
    await handOver(api, 'pat', { from: 'ann', to: 'cat', ids: ['204'] });
    expect(await handOver(api, 'pat', move, { key: 'k' })).toMatchObject({
      status: 200,
      body: { from: { member: { extensions: ['203', '204'] } }, to: { member: { extensions: ['201'] } } },
    });
    expect(await handOver(api, 'pat', { ...move, ids: ['203'] }, { key: 'k' })).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    });
  });

  test('asks for both members the right of the dimension, and of a hidden one nothing can be told', async () => {
    const { api } = setUp();
    const move = { from: 'cat', to: 'ann', ids: ['204'] };
    expect(await handOver(api, 'max', move)).toMatchObject({
      status: 403,
      body: { decision: { reason: 'not-granted' } },
    });
    expect((await handOver(api, 'tim', { ...move, to: 'bob' })).status).toBe(404);
    expect((await handOver(api, 'tim', { from: 'bob', to: 'ann', ids: ['202'] })).status).toBe(404);
    expect(await handOver(api, 'pat', { from: 'cat', to: 'olga', ids: ['204'] })).toMatchObject({
      status: 403,
      body: { decision: { reason: 'rank' } },
    });
    expect(await handOver(api, 'pat', { from: 'cat', to: 'pat', ids: ['204'] })).toMatchObject({
      body: { decision: { reason: 'self' } },
    });
    expect(await extensionsOf(api, 'cat')).toEqual(['203', '204']);
    const queue = { from: 'ann', to: 'cat', dimension: 'queue', ids: ['inbound'] };
    expect((await handOver(api, 'pat', queue)).status).toBe(403);
    expect(await handOver(api, 'max', queue)).toMatchObject({
      status: 200,
      body: {
        from: { member: { memberships: { queue: [] } } },
        to: { member: { memberships: { queue: ['inbound'] } } },
      },
    });
  });

  test.each<[string, object, string]>([
    ['to the same person', { from: 'cat', to: 'cat', ids: ['204'] }, 'body.to'],
    ['of nothing', { from: 'cat', to: 'ann', ids: [] }, 'body.ids'],
    ['of what the one does not have', { from: 'cat', to: 'ann', ids: ['204', '999'] }, 'body.ids[1]'],
    ['in no dimension', { from: 'cat', to: 'ann', dimension: 'team', ids: ['204'] }, 'body.dimension'],
    ['that says more', { from: 'cat', to: 'ann', ids: ['204'], force: true }, 'body.force'],
    ['that says less', { from: 'cat', ids: ['204'] }, 'body.to'],
  ])('%s is refused with its place, and changes nothing', async (_, body, path) => {
    const { api } = setUp();
    expect(await handOver(api, 'pat', body)).toMatchObject({ status: 422, body: { issues: [{ path }] } });
    expect(await extensionsOf(api, 'cat')).toEqual(['203', '204']);
  });

  test('of what a third person has as well, by older data, is refused', async () => {
    const { api } = setUp([...people, memberWith({ id: 'dan', name: 'Dan', roles: ['agent'], extensions: ['204'] })]);
    expect(await handOver(api, 'pat', { from: 'cat', to: 'ann', ids: ['204'] })).toMatchObject({
      status: 409,
      body: { taken: [{ dimension: 'extension', id: '204', member: { id: 'dan', name: 'Dan' } }] },
    });
  });

  test('read by one who sees one of the two only is an entry about that one', async () => {
    const { api } = setUp();
    await handOver(api, 'pat', { from: 'bob', to: 'ann', ids: ['202'] });
    const change = { path: 'extensions', from: ['201'], to: ['201', '202'] };
    const { items } = (await ask(api, 'tim', '/audit')).body;
    expect(items).toEqual([
      {
        revision: 2,
        at: expect.any(Number),
        actor: 'pat',
        target: { kind: 'member', id: 'ann' },
        operations: [],
        changes: [change],
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('bob');
    expect((await ask(api, 'tim', '/audit?member=ann')).body.items).toHaveLength(1);
    expect((await ask(api, 'tim', '/audit?member=bob')).body.items).toEqual([]);
  });
});

describe('what belongs to one person', () => {
  const give = (api: Api, who: string, ids: readonly string[]) =>
    patch(api, who, '/members/ann', [{ op: 'set-extensions', ids }], { ifMatch: '*' });

  test('is given to no second one, and whose it is is told to who may see that one', async () => {
    const { api } = setUp();
    expect(await give(api, 'pat', ['201', '204'])).toMatchObject({
      status: 409,
      body: {
        code: 'conflict',
        detail: expect.stringContaining("The extension '204' belongs to Cat"),
        taken: [{ dimension: 'extension', id: '204', member: { id: 'cat', name: 'Cat' } }],
      },
    });
    expect(await extensionsOf(api, 'ann')).toEqual(['201']);
    const near = bossWith('sly', ['team.see'], sales);
    const everywhere = { permission: 'team.phones', effect: 'allow', scope: 'all' } as const;
    const { api: another } = setUp([...people, { ...near, overrides: [...near.overrides, everywhere] }]);
    const hidden = await give(another, 'sly', ['201', '202']);
    expect(hidden).toMatchObject({ status: 409, body: { taken: [{ dimension: 'extension', id: '202' }] } });
    expect(JSON.stringify(hidden.body)).not.toContain('bob');
  });

  test('is named for the first twenty of those who have it already', async () => {
    const owners = Array.from({ length: 30 }, (_, i) =>
      memberWith({ id: `m${i}`, roles: ['agent'], extensions: [`x${i}`, `y${i}`] }),
    );
    const { api } = setUp([...people, ...owners]);
    const ids = owners.flatMap(({ extensions }) => extensions);
    const { status, body } = await give(api, 'pat', ids);
    expect([status, (body['taken'] as unknown[]).length]).toEqual([409, 20]);
    expect((await give(api, 'pat', ['free', 'y29'])).body['taken']).toMatchObject([
      { id: 'y29', member: { id: 'm29' } },
    ]);
  });

  test('may be kept, reordered and given up, and taken by another one then', async () => {
    const { api } = setUp();
    expect((await give(api, 'pat', ['201', '299'])).status).toBe(200);
    expect((await give(api, 'pat', ['299', '201'])).status).toBe(200);
    expect((await patch(api, 'pat', '/members/cat', [{ op: 'set-extensions', ids: ['203'] }])).status).toBe(200);
    expect((await give(api, 'pat', ['204'])).status).toBe(200);
  });

  test('are ids of a dimension only where the catalog says so', async () => {
    const { api } = setUp();
    const into = (id: string, dimension: string, ids: readonly string[]) =>
      patch(api, 'max', `/members/${id}`, [{ op: 'set-memberships', dimension, ids }]);
    expect(await into('cat', 'queue', ['inbound'])).toMatchObject({
      status: 409,
      body: { taken: [{ dimension: 'queue', id: 'inbound', member: { id: 'ann' } }] },
    });
    expect((await into('cat', 'group', ['sales', 'support'])).status).toBe(200);
  });

  test('what two had before stays with both, and comes to no third', async () => {
    const both = { ...bob, id: 'twin', extensions: ['201'] };
    const { api } = setUp([...people, both]);
    expect((await patch(api, 'pat', '/members/twin', [{ op: 'set-extensions', ids: ['201', '210'] }])).status).toBe(
      200,
    );
    expect((await patch(api, 'pat', '/members/cat', [{ op: 'set-extensions', ids: ['201'] }])).status).toBe(409);
  });
});
