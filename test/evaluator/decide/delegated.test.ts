// An agent on behalf of somebody: in every question it has what both have, and no more.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { indexRecords } from '../../../src/evaluator/decide/indexRecords.js';
import { explain } from '../../../src/evaluator/report/explain.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Scope } from '../../../src/model/scope.js';
import { parseGrantSet, safeParseGrantSet } from '../../../src/model/wire.js';
import type { Member, Override } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const catalog = smallCatalog({
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue', line: 'line', extension: 'extension' } },
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'calls.view': { ...right, on: 'call' },
    'calls.play': { ...right, on: 'call', requires: ['calls.view'] },
    'sms.send': { ...right, licenses: ['sms'] },
    'team.manage': { ...right, on: 'user' },
    'calls.max': { kind: 'number', label: 'x', unit: 'count', min: 0, max: 9, default: 3 },
    'calls.tag': { kind: 'duty', label: 'x', requires: ['sms.send'] },
    'mail.level': {
      kind: 'choice',
      label: 'x',
      default: 'a',
      options: ['a', 'b', 'c'].map((id) => ({ id, label: id })),
    },
  },
  roles: { lead: { label: 'Lead', manages: ['crew'] }, crew: { label: 'Crew' } },
  licenses: { sms: { label: 'x' } },
  delegation: { resource: 'user', manage: 'team.manage' },
});
const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const bot = (overrides: readonly Override[], of: Partial<Member> = {}) => person({ id: 'bot', overrides, ...of });
const ann = (overrides: readonly Override[], of: Partial<Member> = {}) => person({ id: 'ann', overrides, ...of });
const setOf = (agent: Member, user: Member, more = {}) => resolveGrants(catalog, agent, { onBehalfOf: user, ...more });
const mayOf = (agent: Member, user: Member, now = 0) => createEvaluator(catalog, setOf(agent, user), { now });
const view = (scope: Scope) => allow('calls.view', { scope });
const calls = [
  { id: 1, queue: 'sales', line: 'direct' },
  { id: 2, queue: 'sales', line: 'ivr' },
  { id: 3, queue: 'vip', line: 'direct' },
  { id: 4, ownerId: 'ann', queue: 'vip' },
  { id: 5, ownerId: 'bot', queue: 'vip' },
  { id: 6, queue: 'vip', extension: '7' },
];

describe('a right', () => {
  const may = mayOf(
    bot([view({ in: { queue: ['sales'] }, own: true })]),
    ann([view({ in: { line: ['direct'] }, own: true })]),
  );

  test('is held on the records on which both hold it, whichever way it is asked', () => {
    expect(calls.filter((call) => may.can('calls.view', call)).map(({ id }) => id)).toEqual([1]);
    expect(may.filter('calls.view', calls).map(({ id }) => id)).toEqual([1]);
    const index = indexRecords(catalog, 'call', calls);
    expect(may.filter('calls.view', index).map(({ id }) => id)).toEqual([1]);
    expect(may.where('calls.view')).toEqual({ every: [expect.anything(), expect.anything()] });
    expect(may.canSome('calls.view')).toBe(true);
  });

  test('names its reason: delegated where one has it, and the plain one where none has', () => {
    const [one, agents, users, none] = [calls[0], calls[1], calls[3], calls[2]];
    expect(may.check('calls.view', one ?? {})).toMatchObject({ status: 'allowed', by: { scope: { own: true } } });
    expect(may.check('calls.view', agents ?? {})).toMatchObject({ status: 'denied', reason: 'delegated' });
    expect(may.check('calls.view', users ?? {})).toMatchObject({ status: 'denied', reason: 'delegated' });
    expect(may.check('calls.view', none ?? {})).toMatchObject({ status: 'denied', reason: 'delegated' });
    expect(may.check('calls.view', {})).toMatchObject({ status: 'denied', reason: 'out-of-scope' });
    expect(may.check('calls.play', one ?? {})).toMatchObject({ status: 'denied', reason: 'not-granted' });
    expect(may.check('no.such')).toMatchObject({ reason: 'unknown-permission' });
    expect(may.check('calls.max' as never)).toMatchObject({ reason: 'wrong-kind' });
    expect(may.check('calls.view')).toMatchObject({ reason: 'resource-required' });
  });

  test('needs the licence of both, and says which is lacking', () => {
    const both = (agent: readonly string[], user: readonly string[]) =>
      mayOf(bot([allow('sms.send')], { licenses: agent }), ann([allow('sms.send')], { licenses: user }));
    expect(both(['sms'], ['sms']).can('sms.send')).toBe(true);
    expect(both([], ['sms']).can('sms.send')).toBe(false);
    const lacking = { status: 'denied', reason: 'delegated', missing: { kind: 'license', ids: ['sms'] } };
    expect(both(['sms'], []).check('sms.send')).toMatchObject(lacking);
    expect(explain(both(['sms'], []), 'sms.send')).toMatchObject({ decision: lacking, roles: [] });
    expect(explain(both([], []), 'sms.send').held).toHaveLength(2);
  });

  test('is not known where one of the two is asked of the server', () => {
    const perhaps = smallCatalog({ ...catalog, baseline: [{ permission: 'sms.send', conditional: true }] });
    const [agent, user] = [bot([allow('sms.send')], { licenses: ['sms'] }), ann([], { licenses: ['sms'] })];
    const asked = (one: Member, other: Member) =>
      createEvaluator(perhaps, resolveGrants(perhaps, one, { onBehalfOf: other }), { now: 0 });
    expect(asked(agent, user).check('sms.send')).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    expect(asked(user, agent).check('sms.send')).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    expect(asked(user, ann([])).check('sms.send')).toMatchObject({ status: 'denied', reason: 'license' });
    expect(asked(agent, user).can('sms.send')).toBe(false);
  });

  test('tells how far it reaches, and of what is the person’s own only what can be said', () => {
    const reach = (agent: Scope, user: Scope) =>
      mayOf(bot([view(agent)]), ann([view(user)], { extensions: ['7'] })).scopeOf('calls.view').includes;
    expect(reach('all', 'all')).toEqual(['all']);
    expect(reach({ in: { queue: ['a', 'b'] } }, 'all')).toEqual([{ in: { queue: ['a', 'b'] } }]);
    expect(reach('all', { in: { queue: ['a'] } })).toEqual([{ all: true, within: { queue: ['a'] } }]);
    expect(reach({ own: true }, { in: { queue: ['a'], line: 'any' } })).toEqual([
      { own: true, within: { queue: ['a'] } },
      { own: true, within: { line: 'any' } },
    ]);
    expect(reach({ all: true, within: { queue: ['a'] } }, { in: { queue: ['b'] } })).toEqual([]);
    expect(reach('all', { own: true })).toEqual([{ all: true, within: { extension: ['7'] } }]);
    const denied = mayOf(bot([view('all')]), ann([allow('calls.view', { effect: 'deny', scope: { own: true } })]));
    expect(denied.scopeOf('calls.view').excludes).toEqual(['all']);
  });
});

test('of a value the lesser holds, and a duty binds where it binds one of the two', () => {
  const value = (
    permission: 'calls.max' | 'calls.tag' | 'mail.level',
    agent: Partial<Override>,
    user: Partial<Override>,
  ) =>
    mayOf(
      bot([allow(permission, agent), allow('sms.send')], { licenses: ['sms'] }),
      ann([allow(permission, user), allow('sms.send')], { licenses: ['sms'] }),
    ).value(permission);
  expect(value('calls.max', { value: 5 }, { value: 2 })).toBe(2);
  expect(value('calls.max', { value: 1 }, { value: 2 })).toBe(1);
  expect(value('mail.level', { value: 'c' }, { value: 'b' })).toBe('b');
  expect(value('calls.tag', { value: false }, { value: true })).toBe(true);
  expect(value('calls.tag', { value: false }, { value: false })).toBe(false);
  expect(mayOf(bot([]), ann([])).value('no.such' as never)).toBeUndefined();
});

test('it changes when either of the two does, and not before', () => {
  const may = (now: number) =>
    mayOf(bot([view('all')]), ann([allow('calls.view', { scope: 'all', startsAt: 5, endsAt: 9 })]), now);
  expect([may(0).nextChangeAt, may(5).nextChangeAt, may(9).nextChangeAt]).toEqual([5, 9, undefined]);
  expect([4, 5, 9].map((now) => may(now).can('calls.view', {}))).toEqual([false, true, false]);
});

test('an evaluator takes over from a previous one only what is the same for both', () => {
  const before = createEvaluator(catalog, setOf(bot([view('all')]), ann([view('all')])), { now: 0 });
  expect(before.can('calls.view', {})).toBe(true);
  const next = (user: Member) =>
    createEvaluator(catalog, setOf(bot([view('all')]), user), { now: 0, previous: before });
  expect(next(ann([])).can('calls.view', {})).toBe(false);
  expect(next(ann([view('all')])).can('calls.view', {})).toBe(true);
  const alone = createEvaluator(catalog, resolveGrants(catalog, bot([])), { now: 0, previous: before });
  expect(alone.can('calls.view', {})).toBe(false);
  const lone = createEvaluator(catalog, resolveGrants(catalog, bot([view('all')])), { now: 0 });
  expect(
    createEvaluator(catalog, setOf(bot([view('all')]), ann([])), { now: 0, previous: lone }).can('calls.view', {}),
  ).toBe(false);
});

describe('what an agent gives to others', () => {
  const manage = allow('team.manage', { scope: 'all' });
  const crew = person({ id: 'cem', roles: ['crew'] });
  const by = (agent: readonly Override[], user: readonly Override[]) =>
    createDelegation(
      catalog,
      setOf(bot([manage, ...agent], { roles: ['lead'] }), ann([manage, ...user], { roles: ['lead'] })),
      {
        now: 0,
      },
    );

  test('is what both may give', () => {
    const give = (queue: string) => ({ effect: 'allow', scope: { in: { queue: [queue] } } }) as const;
    const both = by([view({ in: { queue: ['a', 'b'] } })], [view({ in: { queue: ['b', 'c'] } })]);
    expect(both.canSet(crew, 'calls.view', give('b')).status).toBe('allowed');
    expect(both.canSet(crew, 'calls.view', give('a'))).toMatchObject({ reason: 'delegated' });
    expect(both.canSet(crew, 'calls.view', give('c'))).toMatchObject({ reason: 'delegated' });
    expect(both.canSet(crew, 'calls.view', give('d'))).toMatchObject({ reason: 'ceiling' });
    expect(both.ceiling('calls.view').scope?.includes).toEqual([
      { in: { queue: ['a', 'b'] }, within: { queue: ['b', 'c'] } },
    ]);
    expect(by([allow('calls.max', { value: 7 })], []).ceiling('calls.max')).toEqual({ value: 3 });
    expect(both.ceiling('no.such')).toEqual({});
  });

  test('is nothing for either of the two', () => {
    const both = by([], []);
    expect(both.canSet(ann([], { roles: ['crew'] }), 'calls.max', { effect: 'deny' })).toMatchObject({
      status: 'denied',
    });
    expect(both.canSet(bot([], { roles: ['crew'] }), 'calls.max', { effect: 'deny' })).toMatchObject({
      status: 'denied',
    });
    expect([both.manages('crew'), both.manages('lead'), both.assignableRoles(crew)]).toEqual([true, false, ['crew']]);
  });
});

describe('on the wire', () => {
  const set = setOf(bot([view('all')]), ann([view({ own: true })]));
  const read = (onBehalfOf: unknown) => {
    const result = safeParseGrantSet({ ...set, onBehalfOf });
    return result.ok ? undefined : result.issue.path;
  };

  test('the set is read as it was written', () => {
    expect(parseGrantSet(JSON.parse(JSON.stringify(set)))).toEqual(set);
    expect(set.onBehalfOf?.subject.id).toBe('ann');
  });

  test('chains, other tenants and what is half there are refused', () => {
    expect(read({ ...set.onBehalfOf, onBehalfOf: set.onBehalfOf })).toBe('onBehalfOf.onBehalfOf');
    expect(read({ ...set.onBehalfOf, subject: { ...set.subject, tenant: 'other' } })).toBe('onBehalfOf.subject.tenant');
    expect(read({ subject: set.subject })).toBe('onBehalfOf.grants');
    expect(read({ grants: [] })).toBe('onBehalfOf.subject');
    expect(read('ann')).toBe('onBehalfOf');
    expect(read(null)).toBe('onBehalfOf');
  });
});
