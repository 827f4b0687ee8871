// Law 11 where a role no longer denies, and where it gives what is its holders’ own: row by row, what counts as given.
import { expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { GrantSpec } from '../../../src/model/catalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import type { Scope } from '../../../src/model/scope.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const catalog = smallCatalog({
  permissions: {
    'roles.edit': { kind: 'right', label: 'Edit roles' },
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'fax.send': { kind: 'right', label: 'Send a fax' },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, default: 1 },
    'calls.level': {
      kind: 'choice',
      label: 'Level',
      default: 'none',
      options: [
        { id: 'none', label: 'None' },
        { id: 'some', label: 'Some', grants: ['sms.send'] },
        { id: 'other', label: 'Other', grants: ['fax.send'] },
      ],
    },
  },
  resources: { call: { label: 'Call', dimensions: { extension: 'extension', queue: 'queue' } } },
  roles: { lead: { label: 'Lead', grants: ['roles.edit'], manages: ['agent'] }, agent: { label: 'Agent' } },
  delegation: { resource: 'call', manage: 'calls.view', editRole: 'roles.edit' },
});

const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const deny = (permission: string, rest: Partial<Exclude<GrantSpec, string>> = {}): GrantSpec => ({
  permission,
  effect: 'deny',
  ...rest,
});
const lead = (overrides: readonly Override[], more: Partial<Member> = {}) =>
  createDelegation(catalog, resolveGrants(catalog, person({ id: 'lea', roles: ['lead'], overrides, ...more })), {
    now: 0,
  });
const role = (grants: readonly GrantSpec[]) => ({ label: 'Agent', grants });
const ceiling = (id: string) => ({ status: 'denied', reason: 'ceiling', missing: { kind: 'permission', ids: [id] } });

interface Row {
  readonly says: string;
  readonly before: readonly GrantSpec[];
  readonly after: readonly GrantSpec[];
  /** What only a giver who holds it may change so. */
  readonly gives: Override;
}

const max = { permission: 'calls.max', value: 1 };
const vip: Scope = { in: { queue: ['vip'] } };

test.each<Row>([
  {
    says: 'a deny that reached everything',
    before: [deny('calls.view')],
    after: [],
    gives: allow('calls.view', { scope: 'all' }),
  },
  {
    says: 'the part of a deny that is no longer denied',
    before: [deny('calls.view')],
    after: [deny('calls.view', { scope: vip })],
    gives: allow('calls.view', { scope: 'all' }),
  },
  {
    says: 'a deny that only the server can decide from now on',
    before: [deny('sms.send')],
    after: [deny('sms.send', { conditional: true })],
    gives: allow('sms.send'),
  },
  {
    says: 'a deny of what is asked about no record, whatever scope is written beside it',
    before: [deny('sms.send', { scope: vip })],
    after: [],
    gives: allow('sms.send'),
  },
  {
    says: 'a denied value that is set from now on',
    before: [deny('calls.max')],
    after: [max],
    gives: allow('calls.max', { value: 9 }),
  },
])('$says is given by whoever holds it, and by nobody else', ({ before, after, gives }) => {
  const change = (...held: readonly Override[]) => lead(held).canChangeRole('agent', role(before), role(after));
  expect(change()).toEqual(ceiling(gives.permission));
  expect(change(gives)).toMatchObject({ status: 'allowed', by: { permission: 'roles.edit' } });
});

test.each<Omit<Row, 'gives'>>([
  { says: 'a deny that is not touched', before: [deny('sms.send')], after: [deny('sms.send'), 'roles.edit'] },
  { says: 'a denied value that is not touched', before: [deny('calls.max')], after: [deny('calls.max'), 'roles.edit'] },
  {
    says: 'a deny of what is asked about no record, in another spelling',
    before: [deny('sms.send')],
    after: [deny('sms.send', { scope: vip })],
  },
  {
    says: 'a deny that was the server’s to decide',
    before: [deny('sms.send', { conditional: true })],
    after: [deny('sms.send')],
  },
  {
    says: 'a deny that stays the server’s to decide',
    before: [deny('sms.send', { conditional: true })],
    after: [deny('sms.send', { conditional: true, reason: 'self' })],
  },
  {
    says: 'a right that was the server’s to decide and goes',
    before: [{ permission: 'sms.send', conditional: true }],
    after: [],
  },
  { says: 'a value that goes', before: [max], after: [] },
])('$says gives nothing, so whoever manages the role may change it so', ({ before, after }) => {
  expect(lead([]).canChangeRole('agent', role(before), role(after)).status).toBe('allowed');
});

test('a choice that a role no longer denies is given with what each of its options opens', () => {
  const change = (...held: readonly Override[]) =>
    lead(held).canChangeRole('agent', role([deny('calls.level')]), role([]));
  const other = allow('calls.level', { value: 'other' });
  expect(change(other)).toEqual(ceiling('sms.send'));
  expect(change(other, allow('sms.send')).status).toBe('allowed');
});

/** Options in an order in which the lesser ones open what the greater ones do not. */
const steps = [
  { id: 'closed', label: 'Closed' },
  { id: 'none', label: 'None', grants: ['sms.send'] },
  { id: 'some', label: 'Some', grants: ['fax.send'] },
  { id: 'other', label: 'Other' },
] as const;

test.each<{
  readonly says: string;
  readonly merge: 'highest' | 'lowest';
  readonly before: readonly GrantSpec[];
  readonly after: readonly GrantSpec[];
  readonly gives: readonly string[];
}>([
  {
    says: 'a choice of which the lowest wins and that a role no longer sets',
    merge: 'lowest',
    before: [{ permission: 'calls.level', value: 'none' }],
    after: [],
    gives: ['calls.level', 'fax.send'],
  },
  {
    says: 'one that a role sets higher',
    merge: 'lowest',
    before: [{ permission: 'calls.level', value: 'none' }],
    after: [{ permission: 'calls.level', value: 'some' }],
    gives: ['calls.level', 'fax.send'],
  },
  {
    says: 'one that only the server can tell from now on',
    merge: 'lowest',
    before: [{ permission: 'calls.level', value: 'none' }],
    after: [{ permission: 'calls.level', value: 'none', conditional: true }],
    gives: ['calls.level', 'fax.send'],
  },
  {
    says: 'one that a role sets lower or no longer at all',
    merge: 'lowest',
    before: [{ permission: 'calls.level', value: 'other' }],
    after: [{ permission: 'calls.level', value: 'some' }],
    gives: ['fax.send'],
  },
  {
    says: 'a choice of which the highest wins and that a role no longer sets',
    merge: 'highest',
    before: [{ permission: 'calls.level', value: 'other' }],
    after: [],
    gives: ['fax.send', 'sms.send'],
  },
  {
    says: 'one of which the lesser options are still outdone',
    merge: 'highest',
    before: [{ permission: 'calls.level', value: 'other' }],
    after: [{ permission: 'calls.level', value: 'some' }],
    gives: ['fax.send'],
  },
  {
    says: 'an option with which less comes by itself, set where another was from elsewhere',
    merge: 'lowest',
    before: [],
    after: [{ permission: 'calls.level', value: 'none' }],
    gives: ['calls.level', 'sms.send'],
  },
  {
    says: 'one that only the server can tell',
    merge: 'lowest',
    before: [],
    after: [{ permission: 'calls.level', value: 'none', conditional: true }],
    gives: ['calls.level', 'sms.send'],
  },
])('$says ($merge) is given with what its holders may come to by it', ({ merge, before, after, gives }) => {
  const level = { kind: 'choice', label: 'Level', default: 'other', merge, options: steps } as const;
  const among = smallCatalog({ ...catalog, permissions: { ...catalog.permissions, 'calls.level': level } });
  const change = (...overrides: readonly Override[]) =>
    createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['lead'], overrides })), {
      now: 0,
    }).canChangeRole('agent', role(before), role(after));
  const held = gives.map((id) => allow(id, id === 'calls.level' ? { value: 'other' } : {}));
  const lowest = allow('calls.level', { value: 'closed' });
  const whole = gives.includes('calls.level') ? held : [lowest, ...held];
  expect(change(...whole).status).toBe('allowed');
  for (const missing of held) {
    expect(
      change(...whole.filter((each) => each !== missing), ...(missing.permission === 'calls.level' ? [lowest] : [])),
    ).toMatchObject({
      reason: 'ceiling',
    });
  }
});

test('what comes with the default of a choice is given by whoever lets a role leave the choice alone', () => {
  const level = { kind: 'choice', label: 'Level', default: 'none', options: steps } as const;
  const among = smallCatalog({ ...catalog, permissions: { ...catalog.permissions, 'calls.level': level } });
  const lea = (...held: readonly string[]) => {
    const overrides = [allow('calls.level', { value: 'other' }), ...held.map((id) => allow(id))];
    return createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['lead'], overrides })), { now: 0 });
  };
  const closed = role([{ permission: 'calls.level', value: 'closed' }]);
  expect(lea().canChangeRole('agent', closed, role([]))).toEqual(ceiling('sms.send'));
  expect(lea('sms.send').canChangeRole('agent', closed, role([])).status).toBe('allowed');
  expect(lea().canChangeRole('agent', role([]), { label: 'Agents' }).status).toBe('allowed');
  expect(lea().canChangeRole('agent', role([]), closed).status).toBe('allowed');
});

test('what comes with the default of a choice is not yet held where an umbrella is to open it', () => {
  const level = { kind: 'choice', label: 'Level', default: 'none', options: steps } as const;
  const desk = { kind: 'right', label: 'Run the desk', implies: ['sms.send'] } as const;
  const among = smallCatalog({
    ...catalog,
    permissions: { ...catalog.permissions, 'calls.level': level, 'desk.run': desk },
  });
  const change = (...overrides: readonly Override[]) =>
    createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['lead'], overrides })), {
      now: 0,
    }).canChangeRole('agent', role([]), role(['desk.run']));
  expect(change(allow('desk.run')).status).toBe('allowed');
  // Somebody whose level is set to something else elsewhere would come to it by the umbrella.
  expect(change(allow('desk.run'), { permission: 'sms.send', effect: 'deny' })).toEqual(ceiling('sms.send'));
});

test.each<{ readonly dimension: string; readonly scope: Scope; readonly is: 'given' | 'refused' }>([
  { dimension: 'queue', scope: {}, is: 'refused' },
  { dimension: 'queue', scope: { in: { queue: 'mine' } }, is: 'refused' },
  { dimension: 'queue', scope: { in: { queue: ['', 'mine', 'sales'] } }, is: 'refused' },
  { dimension: 'queue', scope: { in: { queue: 'any' } }, is: 'given' },
  { dimension: 'queue', scope: 'all', is: 'given' },
  { dimension: 'extension', scope: { in: { extension: 'mine' } }, is: 'refused' },
  { dimension: 'extension', scope: { in: { extension: ['', 'mine', '100'] } }, is: 'refused' },
  { dimension: 'extension', scope: { in: { extension: 'any' } }, is: 'given' },
])('whatever is its holder’s own of a $dimension is $is by a role’s maker who holds $scope', ({ scope, ...row }) => {
  const by = lead([allow('calls.view', { scope })], { extensions: ['100'], memberships: { queue: ['sales'] } });
  const mine: GrantSpec = { permission: 'calls.view', scope: { in: { [row.dimension]: 'mine' } } };
  const decision = by.canChangeRole('agent', role([]), role([mine]));
  if (row.is === 'given') expect(decision.status).toBe('allowed');
  else expect(decision).toEqual(ceiling('calls.view'));
});

test('what an umbrella opens on one’s own, a role that may be given the umbrella is changed to give, and no more', () => {
  const agent = { label: 'Agent', grantable: [{ permission: 'desk.run', scope: { own: true } }] } as const;
  const owned = smallCatalog({
    ...catalog,
    permissions: {
      ...catalog.permissions,
      'desk.run': { kind: 'right', label: 'Run the desk', on: 'call', implies: ['calls.view'] },
    },
    resources: { call: { label: 'Call', owner: 'ownerId', dimensions: {} } },
    roles: { boss: { label: 'Boss', unrestricted: true }, agent },
  });
  const boss = createDelegation(owned, resolveGrants(owned, person({ id: 'bo', roles: ['boss'] })), { now: 0 });
  const change = (scope: Scope) =>
    boss.canChangeRole('agent', agent, { ...agent, grants: [{ permission: 'calls.view', scope }] });
  expect(change({ own: true }).status).toBe('allowed');
  expect(change('all')).toEqual({
    status: 'denied',
    reason: 'locked',
    missing: { kind: 'permission', ids: ['calls.view'] },
  });
});
