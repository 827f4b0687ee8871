// The calls that are measured: through the API, and what the store alone does for them.
import type { PermissionApi } from '../../../src/server/createPermissionApi.js';
import { commonHeaders } from '../../../src/server/http/problem.js';
import { authenticate, memberWith } from '../../server/desk.js';
import type { Store } from '../../../src/server/store/Store.js';
import { size, tenants } from './organisation.js';

/** Sends one request and reads the whole answer; throws where it is not a success. */
export type Send = (path: string, tenant: string, who: string, init?: RequestInit) => Promise<Response>;

export const sendTo =
  (answer: (request: Request) => Promise<Response>, base: string): Send =>
  async (path, tenant, who, init) => {
    const headers = { authorization: `Member ${tenant}/${who}`, ...Object.fromEntries(new Headers(init?.headers)) };
    const response = await answer(new Request(base + path, { ...init, headers }));
    await response.arrayBuffer();
    if (!response.ok && response.status !== 304) throw new Error(`${path} answered ${response.status}`);
    return response;
  };

export const inProcess = (api: PermissionApi): Send => sendTo(api, 'https://phone.example');
export const overHttp = (url: string): Send => sendTo(fetch, url);

const more = { 'content-type': 'application/json', 'cache-control': 'private, no-cache', etag: '"state"' };

/**
 * The least that any service would do for a call: find out who asks, do what the store alone does, and answer with it.
 * It decides nothing. `Request` and `Response` cost more than a store in memory, so this is what such a one compares with.
 */
export const bare = (work: (worker: number, turn: number) => Promise<unknown>) => {
  let next = { worker: 0, turn: 0 };
  const handler = async (request: Request) => {
    const { worker, turn } = next;
    await authenticate(request);
    const found = JSON.stringify((await work(worker, turn)) ?? null);
    return new Response(found, { headers: { ...commonHeaders, ...more } });
  };
  const send = sendTo(handler, 'https://phone.example');
  return (worker: number, turn: number) => {
    next = { worker, turn };
    return send('/me/grants', 'acme', someMember(turn, worker));
  };
};

const someMember = (turn: number, worker: number) => `m${(turn * 31 + worker * 7) % size}`;
const tenantOf = (worker: number) => tenants[worker % tenants.length] ?? 'acme';

export interface Call {
  readonly name: string;
  readonly send: (send: Send) => (worker: number, turn: number) => Promise<unknown>;
  readonly store: (store: Store) => (worker: number, turn: number) => Promise<unknown>;
}

const edit = (turn: number): RequestInit => ({
  method: 'PATCH',
  headers: { 'content-type': 'application/json', 'if-match': '*' },
  body: JSON.stringify({ operations: [{ op: 'set-extensions', ids: [String(turn), crypto.randomUUID()] }] }),
});

const editAlone = (store: Store, tenant: string, id: string) =>
  store.edit(tenant, async (change) => {
    await change.saveMember(memberWith({ id, tenant, roles: ['agent'], extensions: [crypto.randomUUID()] }));
    const target = { kind: 'member', id } as const;
    await change.appendAudit({ revision: change.revision, at: 0, actor: 'olga', target, operations: [], changes: [] });
  });

export const calls: readonly Call[] = [
  {
    name: 'read one’s grants',
    send: (send) => (worker, turn) => send('/me/grants', 'acme', someMember(turn, worker)),
    store: (store) => (worker, turn) => store.tenant('acme').subject(someMember(turn, worker)),
  },
  {
    name: 'read a page of 50 of 1,000 members',
    send: (send) => (_, turn) => send(`/members?search=${turn % 10}`, 'acme', 'olga'),
    store: (store) => (_, turn) => store.tenant('acme').members({ limit: 50, search: String(turn % 10) }),
  },
  {
    name: 'edit members of one tenant',
    send: (send) => (worker, turn) => send(`/members/${someMember(turn, worker)}`, 'acme', 'olga', edit(turn)),
    store: (store) => (worker, turn) => editAlone(store, 'acme', someMember(turn, worker)),
  },
  {
    name: 'edit members of eight tenants',
    send: (send) => (worker, turn) =>
      send(`/members/${someMember(turn, worker)}`, tenantOf(worker), 'olga', edit(turn)),
    store: (store) => (worker, turn) => editAlone(store, tenantOf(worker), someMember(turn, worker)),
  },
];
