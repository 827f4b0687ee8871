import { expect, test } from 'vitest';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import { type GrantSource } from '../../../src/sources/index.js';
import { caslSource } from '../../../src/sources/casl/index.js';
import { cerbosSource } from '../../../src/sources/cerbos/index.js';
import { genesysSource } from '../../../src/sources/genesys/index.js';
import { openfgaSource } from '../../../src/sources/openfga/index.js';
import { ringcentralSource } from '../../../src/sources/ringcentral/index.js';
import { wazoSource } from '../../../src/sources/wazo/index.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: { queue: {} },
  permissions: { 'sms.send': { kind: 'right' } },
});
const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };
const date = 'Mon, 30 Nov 2026 12:00:00 GMT';
const fetch = () => Promise.resolve(Response.json({}, { headers: { date } }));
const url = 'https://backend.example';

const sources: Readonly<Record<string, GrantSource>> = {
  casl: caslSource({ url, fetch, catalog, subject }),
  cerbos: cerbosSource({ baseUrl: url, fetch, catalog, subject, request: { principal: {}, resources: [{}] } }),
  genesys: genesysSource({ baseUrl: url, fetch, catalog }),
  openfga: openfgaSource({
    apiUrl: url,
    fetch,
    catalog,
    subject,
    storeId: 'store',
    user: 'user:ada',
    lists: [{ permission: 'sms.send', relation: 'sends', type: 'queue', dimension: 'queue' }],
  }),
  ringcentral: ringcentralSource({ baseUrl: url, fetch }),
  wazo: wazoSource({ baseUrl: url, fetch, catalog, token: 'secret', accesses: {} }),
};

test.each(Object.keys(sources))(
  "%s passes on the backend's own time, also with an answer that is none",
  async (name) => {
    const told: number[] = [];
    await sources[name]?.load(new AbortController().signal, (time) => told.push(time)).catch(() => undefined);
    expect(new Set(told)).toEqual(new Set([Date.parse(date)]));
  },
);

test('the tenant of a Wazo token is part of the key, so that the grants of two tenants never meet', () => {
  const keyOf = (tenant?: string) =>
    wazoSource({ baseUrl: url, catalog, token: 'secret', accesses: {}, ...(tenant && { tenant }) }).key;
  expect(new Set([keyOf(), keyOf('acme'), keyOf('other')]).size).toBe(3);
  expect(keyOf('acme')).not.toContain('secret');
});
