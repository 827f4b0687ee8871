import { describe, expect, test } from 'vitest';
import { mistakeIn, mistakesOfMember, mistakesOfSet } from '../../../src/evaluator/report/findMistakes.js';
import { mistakeText } from '../../../src/evaluator/report/mistakeText.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import type { Member } from '../../../src/model/member.js';

const catalog = checkCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' }, team: { label: 'Team' } },
  resources: {
    call: { owner: 'owner.id', dimensions: { queue: ['queue', 'queues'] } },
    note: { dimensions: {} },
    ticket: { dimensions: { team: (record): unknown => Reflect.get(record, 'team') } },
  },
  permissions: {
    'calls.view': { kind: 'right', on: 'call' },
    'notes.view': { kind: 'right', on: 'note' },
    'tickets.view': { kind: 'right', on: 'ticket' },
    'menu.open': { kind: 'right' },
    'calls.tag': { kind: 'duty' },
  },
  roles: { agent: { grants: ['menu.open'] } },
  packages: { extra: { grants: ['menu.open'] } },
});

describe('a question about one record', () => {
  const ask = (permission: string, record?: unknown) => mistakeIn(catalog, { permission, isAboutOne: true, record });

  test('with a permission that there is not names the one that was meant', () => {
    expect(ask('calls.veiw', {})).toEqual({
      code: 'unknown-permission',
      catalog: 'desk',
      name: 'calls.veiw',
      meant: 'calls.view',
    });
    expect(ask('billing.pay')).toEqual({ code: 'unknown-permission', catalog: 'desk', name: 'billing.pay' });
    expect(ask('constructor')?.code).toBe('unknown-permission');
  });

  test.each([undefined, null, 'call-1', 7])('with a scoped right and no record (%j) lacks its record', (record) => {
    expect(ask('calls.view', record)).toEqual({
      code: 'record-missing',
      permission: 'calls.view',
      resource: 'call',
    });
  });

  test.each([{ id: '7' }, [], { owners: 'ada' }])(
    'whose record has none of the fields is about another: %j',
    (record) => {
      expect(ask('calls.view', record)).toEqual({
        code: 'fields-missing',
        permission: 'calls.view',
        resource: 'call',
        fields: ['owner.id', 'queue', 'queues'],
      });
    },
  );

  test.each([
    ['calls.view', { queue: undefined }],
    ['calls.view', { queues: [] }],
    ['calls.view', { owner: null }],
    ['notes.view', {}],
    ['tickets.view', { team: 'blue' }],
    ['menu.open', undefined],
    ['calls.tag', undefined],
  ])('that can be meant is no mistake: %s on %j', (permission, record) => {
    expect(ask(permission, record)).toBeUndefined();
  });

  test('whose record throws breaks nothing', () => {
    const hostile = new Proxy(
      {},
      {
        has: () => {
          throw new Error('no');
        },
      },
    );
    expect(ask('calls.view', hostile)).toBeUndefined();
  });
});

test('a question about any record needs none, and a permission all the same', () => {
  expect(mistakeIn(catalog, { permission: 'calls.view', isAboutOne: false })).toBeUndefined();
  expect(mistakeIn(catalog, { permission: 'calls.viev', isAboutOne: false })?.code).toBe('unknown-permission');
});

const ada: Member = {
  id: 'ada',
  tenant: 'harbour',
  roles: ['agent'],
  packages: ['extra'],
  overrides: [
    { permission: 'calls.view', effect: 'allow', scope: 'all' },
    { permission: 'calls.view', effect: 'deny' },
  ],
  extensions: [],
  memberships: { queue: ['sales'] },
  licenses: [],
};

describe('a member', () => {
  test('in whom everything is known is no mistake', () => {
    expect(mistakesOfMember(catalog, ada)).toEqual([]);
  });

  test('with names that there are not, and an allow that reaches nothing, has a mistake for each', () => {
    const mistakes = mistakesOfMember(catalog, {
      ...ada,
      roles: ['agnet', 'agent'],
      packages: ['extras'],
      memberships: { quue: ['sales'] },
      overrides: [{ permission: 'calls.view', effect: 'allow' }],
    });
    expect(mistakes.map(mistakeText)).toEqual([
      "'ada' holds the role 'agnet', which catalog 'desk' does not have, so it gives nothing. Did you mean 'agent'? Correct the name, or add the role to the catalog.",
      "'ada' holds the package 'extras', which catalog 'desk' does not have, so it gives nothing. Did you mean 'extra'? Correct the name, or add the package to the catalog.",
      "'ada' has memberships in 'quue', which is no dimension of catalog 'desk', so no scope reaches them. Did you mean 'queue'? Correct the name, or add the dimension to the catalog.",
      "A grant of 'calls.view' (from member) has no scope, so it reaches no record. Give it one: 'all', { own: true }, or ids by dimension.",
    ]);
  });
});

test('a grant set that has arrived is told of memberships and scopes, and not of the roles that an organisation made', () => {
  const set = resolveGrants(catalog, ada);
  const arrived = {
    ...set,
    subject: { ...set.subject, roles: ['made-here'], memberships: { quue: ['sales'] } },
    grants: [{ permission: 'calls.view', effect: 'allow', from: 'role:made-here' } as const],
  };
  expect(mistakesOfSet(catalog, arrived)).toEqual([
    { code: 'unknown-dimension', person: 'ada', catalog: 'desk', name: 'quue', meant: 'queue' },
    { code: 'scope-missing', permission: 'calls.view', from: 'role:made-here' },
  ]);
});

test.each([
  [
    { code: 'unknown-permission', catalog: 'desk', name: 'calls.veiw', meant: 'calls.view' },
    "Catalog 'desk' has no permission 'calls.veiw', so it is never allowed. Did you mean 'calls.view'? Correct the name, or add the permission to the catalog.",
  ],
  [
    { code: 'unknown-permission', catalog: 'desk', name: 'billing.pay' },
    "Catalog 'desk' has no permission 'billing.pay', so it is never allowed. Correct the name, or add the permission to the catalog.",
  ],
  [
    { code: 'record-missing', permission: 'calls.view', resource: 'call' },
    "'calls.view' was asked without a record, and it is a right on a 'call', so it is denied. Pass the record (`on={record}`, `useCan('calls.view', record)`); to ask whether it is held for any record at all, use `useCanSome`.",
  ],
  [
    { code: 'fields-missing', permission: 'calls.view', resource: 'call', fields: ['owner.id', 'queue'] },
    "'calls.view' was asked about a record that has none of the fields of a 'call' (owner.id, queue), so only a grant without limits reaches it. Pass the record that has them, or correct the fields of `resources.call` in the catalog.",
  ],
] as const)('a mistake is said with what happened, why it matters and what to do next: %j', (mistake, text) => {
  expect(mistakeText(mistake)).toBe(text);
});
