import { expect, test } from 'vitest';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { omnivoiceFlowNumbers, omnivoiceMembers } from '../../src/msw/demo/omnivoice.js';
import type { Member, Override } from '../../src/model/member.js';
import { omnivoice } from '../../src/presets/omnivoice.js';
import { mayOf as ask, memberOf, withOverrides } from './ask.js';

const mayOf = (member: Member) => ask(omnivoice, member);
const delegationOf = (member: Member, holders = 2) =>
  createDelegation(omnivoice, resolveGrants(omnivoice, member), { now: 0, holders: () => holders });
const john = memberOf(omnivoiceMembers, 'john');
const leo = memberOf(omnivoiceMembers, 'leo');
const karey = memberOf(omnivoiceMembers, 'karey');
const dana = memberOf(omnivoiceMembers, 'dana');
const overAgents: Override = { permission: 'access.manage', effect: 'allow', scope: { in: { role: ['agent'] } } };
const leoWithAccess = withOverrides(leo, overAgents);
const [west] = omnivoiceFlowNumbers;
const westCalls = { effect: 'allow', scope: { in: { number: [west] } } } as const;

test('the Administrator gives a Manager what the table marks ±, and the Manager then holds it', () => {
  expect(delegationOf(dana).canSet(leo, 'billing.manage', { effect: 'allow' }).status).toBe('allowed');
  expect(mayOf(leo).check('billing.manage')).toMatchObject({ status: 'denied', reason: 'not-granted' });
  expect(mayOf(withOverrides(leo, { permission: 'billing.manage', effect: 'allow' })).can('billing.manage')).toBe(true);
});

test('nobody can give an Agent what the page leaves empty for Agents, not even the Administrator', () => {
  expect(delegationOf(dana).canSet(john, 'billing.manage', { effect: 'allow' })).toEqual({
    status: 'denied',
    reason: 'locked',
    missing: { kind: 'role', ids: ['manager', 'administrator'] },
  });
});

test('a Manager who becomes an Agent loses what only Managers may be given', () => {
  const manager = withOverrides(leo, { permission: 'billing.manage', effect: 'allow' });
  expect(mayOf(manager).can('billing.manage')).toBe(true);
  expect(mayOf({ ...manager, roles: ['agent'] }).can('billing.manage')).toBe(false);
  expect(mayOf({ ...manager, roles: [] }).can('billing.manage')).toBe(false);
});

test('a Manager manages access only after the Administrator gave it, and then only that of Agents', () => {
  expect(delegationOf(leo).canSet(john, 'calls.view', westCalls).status).toBe('denied');
  expect(delegationOf(leoWithAccess).canSet(john, 'calls.view', westCalls).status).toBe('allowed');
  const otherManager = { ...karey, roles: ['manager'] };
  expect(delegationOf(leoWithAccess).canSet(otherManager, 'calls.view', westCalls)).toMatchObject({
    status: 'denied',
    reason: 'out-of-scope',
  });
});

test('a Manager gives an Agent no more calls than the Manager sees', () => {
  const everything = { effect: 'allow', scope: 'all' } as const;
  expect(delegationOf(leoWithAccess).canSet(john, 'calls.view', everything)).toMatchObject({ reason: 'ceiling' });
  expect(delegationOf(dana).canSet(john, 'calls.view', everything).status).toBe('allowed');
});

test('the right to manage other users cannot be given to a Manager beyond Agents', () => {
  expect(delegationOf(dana).canSet(leo, 'users.manage', { effect: 'allow', scope: 'all' })).toMatchObject({
    reason: 'locked',
  });
  const agents = { effect: 'allow', scope: { in: { role: ['agent'] } } } as const;
  expect(delegationOf(dana).canSet(leo, 'users.manage', agents).status).toBe('allowed');
});

test('only the Administrator changes roles and cancels the account', () => {
  expect(delegationOf(dana).assignableRoles(john)).toEqual(['agent', 'manager', 'administrator']);
  expect(delegationOf(leoWithAccess).assignableRoles(john)).toEqual(['agent']);
  for (const member of omnivoiceMembers) {
    expect(mayOf(member).can('account.cancel')).toBe(member.id === 'dana');
    expect(mayOf(member).canSome('roles.change')).toBe(member.id === 'dana');
  }
});

test('the last Administrator stays one', () => {
  const second = { ...karey, roles: ['administrator'] };
  expect(delegationOf(dana, 1).canAssignRole(second, 'agent')).toMatchObject({ reason: 'last-holder' });
  expect(delegationOf(dana, 2).canAssignRole(second, 'agent').status).toBe('allowed');
});

test('each member calls and messages only from the business numbers that were defined for it', () => {
  const may = mayOf(john);
  for (const permission of ['numbers.callFrom', 'numbers.messageFrom'] as const) {
    expect(may.can(permission, { id: west })).toBe(true);
    expect(may.check(permission, { id: omnivoiceFlowNumbers[1] })).toMatchObject({ reason: 'out-of-scope' });
  }
});

test('one grant of access opens calls, VMs, messages and numbers as far as it reaches itself', () => {
  const may = mayOf(
    withOverrides(john, { permission: 'access.use', effect: 'allow', scope: { in: { number: [west] } } }),
  );
  expect(may.can('calls.view', { number: west, groups: [] })).toBe(true);
  expect(may.can('voicemails.listen', { number: west, groups: [] })).toBe(true);
  expect(may.can('messages.view', { number: west })).toBe(true);
  expect(may.can('messages.view', { number: omnivoiceFlowNumbers[1] })).toBe(false);
});
