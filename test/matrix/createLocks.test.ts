import { expect, test } from 'vitest';
import { createLocks } from '../../src/matrix/createLocks.js';
import { tryField } from '../../src/matrix/field.js';
import type { TargetState } from '../../src/matrix/MatrixBackend.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Catalog } from '../../src/model/catalog.js';
import type { Member } from '../../src/model/member.js';
import { boss } from './support/openMatrix.js';
import { grantsOf, person, phones } from './support/phones.js';

const stateOf = (member: Member): TargetState => ({ kind: 'member', revision: 1, member });
const deny = [{ effect: 'deny' }] as const;

/** Locks that count how often delegation was asked: each decision reads its rules once. */
function countedLocks(holders: () => number = () => 5) {
  let asked = 0;
  const { delegation } = phones;
  if (!delegation) throw new Error('The catalog of these tests has rules of delegation.');
  const catalog: Catalog = {
    ...phones,
    get delegation() {
      asked++;
      return delegation;
    },
  };
  const locks = createLocks({ catalog, base: phones, actor: grantsOf(boss), now: 0, holders });
  const start = asked;
  return { locks, asked: () => asked - start };
}

test('a change that is checked, made and then shown is decided once', () => {
  const { locks, asked } = countedLocks();
  const before = stateOf(person('ann', 'agent'));
  const after = () => tryField(before, 'overrides.calls.view', deny);
  expect(locks.decide(before, after()).status).toBe('allowed');
  expect(asked()).toBe(1);
  expect(locks.decide(before, after()).status).toBe('allowed');
  expect(locks.target(after())).toBeUndefined();
  // The right to change this part of it is asked beside that, once for all permissions.
  for (const permission of ['calls.channels', 'calls.tag'])
    expect(locks.permission(after(), permission)).toBeUndefined();
  expect(asked()).toBe(2);
});

test('another value, another field or another state is a decision of its own', () => {
  const { locks, asked } = countedLocks();
  const before = stateOf(person('ann', 'agent'));
  locks.decide(before, tryField(before, 'overrides.calls.view', deny));
  locks.decide(before, tryField(before, 'overrides.calls.view', []));
  locks.decide(before, tryField(before, 'overrides.calls.tag', deny));
  const later = stateOf(person('ann', 'agent'));
  locks.decide(later, tryField(later, 'overrides.calls.view', deny));
  expect(asked()).toBe(4);
});

test('a role that was taken from another holder meanwhile stays with the last one', () => {
  let holders = 2;
  const { locks } = countedLocks(() => holders);
  const before = stateOf(person('eve', 'admin'));
  const after = () => tryField(before, 'roles', ['agent']);
  expect(locks.decide(before, after()).status).toBe('allowed');
  holders = 1;
  expect(locks.decide(before, after())).toMatchObject({ status: 'denied', reason: 'last-holder' });
});

test('what may not be changed stays locked after a change that was refused', () => {
  const { locks } = countedLocks();
  const before = stateOf(person('boss', 'admin'));
  const after = tryField(before, 'overrides.calls.view', deny);
  expect(locks.decide(before, after)).toMatchObject({ status: 'denied', reason: 'self' });
  expect(locks.target(before)).toMatchObject({ status: 'denied', reason: 'self' });
  expect(locks.target(after)).toMatchObject({ status: 'denied', reason: 'self' });
});

test('each field of a member is locked by the right of its own operation', () => {
  const permissions = { ...phones.permissions, 'members.order': phones.permissions['members.manage'] };
  const catalog = checkCatalog({
    ...phones,
    permissions: permissions as Catalog['permissions'],
    roles: {
      ...phones.roles,
      clerk: { label: 'Clerk', manages: ['agent'], grants: [{ permission: 'members.order', scope: 'all' }] },
    },
    delegation: { resource: 'member', manage: 'members.manage', licenses: 'members.order' },
  });
  const actor = resolveGrants(catalog, person('cleo', 'clerk'));
  const locks = createLocks({ catalog, base: catalog, actor, now: 0, holders: () => 5 });
  const [ann, lea] = [stateOf(person('ann', 'agent')), stateOf(person('lea', 'lead'))];
  const free = (['licenses', 'plan'] as const).map((field) => locks.field(ann, field));
  expect([locks.target(ann), ...free]).toEqual([undefined, undefined, undefined]);
  for (const field of ['roles', 'extensions', 'memberships.queue', 'packages.quality', 'overrides.calls.view'] as const)
    expect(locks.field(ann, field)).toEqual({ status: 'denied', reason: 'not-granted' });
  expect(locks.permission(ann, 'calls.view')).toEqual({ status: 'denied', reason: 'not-granted' });
  expect(locks.field(lea, 'licenses')).toMatchObject({ reason: 'rank' });
});
