import { expect, test } from 'vitest';
import { createLocks } from '../../src/matrix/createLocks.js';
import { tryField } from '../../src/matrix/field.js';
import type { TargetState } from '../../src/matrix/MatrixBackend.js';
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
  expect(locks.permission(after(), 'calls.channels')).toBeUndefined();
  expect(asked()).toBe(1);
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
