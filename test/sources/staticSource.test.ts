import { describe, expect, it } from 'vitest';
import { defineCatalog } from '../../src/model/defineCatalog.js';
import type { GrantSet } from '../../src/model/grant.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { staticSource } from '../../src/sources/index.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: {},
  resources: {},
  permissions: { 'sms.send': { kind: 'right', label: 'Send SMS' } },
  roles: { texter: { label: 'May text', grants: ['sms.send'] } },
});
const member = {
  id: 'ada',
  tenant: 'acme',
  roles: ['texter'],
  extensions: [],
  memberships: {},
  licenses: [],
  packages: [],
  overrides: [],
};
const signal = new AbortController().signal;

describe('staticSource', () => {
  it('gives a grant set as it is', async () => {
    const set = resolveGrants(catalog, member);
    expect(await staticSource(set).load(signal)).toBe(set);
  });

  it('resolves a member, with the stamp that it is given', async () => {
    const source = staticSource({ catalog, member, revision: 3, issuedAt: 4, expiresAt: 5 });
    expect(await source.load(signal)).toEqual(
      resolveGrants(catalog, member, { revision: 3, issuedAt: 4, expiresAt: 5 }),
    );
  });

  it('is the same source for the same content, and another one for other content', () => {
    const set = resolveGrants(catalog, member);
    expect(staticSource(structuredClone(set)).key).toBe(staticSource(set).key);
    expect(staticSource({ catalog, member }).key).toBe(staticSource(set).key);
    expect(staticSource({ catalog, member: { ...member, roles: [] } }).key).not.toBe(staticSource(set).key);
  });

  it('does not throw for what cannot be read, since it may be made while rendering', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const throwing = { has: () => expect.fail('this cannot be read') };
    const broken = { catalog, member: null };
    for (const content of [circular, { revision: 1n }, null, undefined, broken, new Proxy({}, throwing)]) {
      // What a caller without types may hand in.
      expect(staticSource(content as GrantSet).key).toBe('static:unreadable');
    }
  });
});
