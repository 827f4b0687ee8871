import { describe, expect, test } from 'vitest';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Grant } from '../../../src/model/grant.js';
import type { Member, Override } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const catalog = smallCatalog({
  permissions: {
    'desk.run': {
      kind: 'right',
      label: 'Run',
      on: 'call',
      implies: ['calls.view', { permission: 'calls.play', scope: { own: true } }, 'menu.open'],
    },
    'all.open': { kind: 'right', label: 'Open all', implies: [{ permission: 'desk.run', scope: 'all' }] },
    'calls.view': { kind: 'right', label: 'View', on: 'call' },
    'calls.play': { kind: 'right', label: 'Play', on: 'call' },
    'menu.open': { kind: 'right', label: 'Menu' },
    'calls.max': { kind: 'number', label: 'Calls', unit: 'count', min: 1, max: 9, default: 2, unlimited: true },
    'calls.rest': {
      kind: 'number',
      label: 'Rest',
      unit: 'seconds',
      min: 5,
      max: 60,
      default: 30,
      merge: 'min',
      unlimited: true,
    },
    'calls.many': { kind: 'number', label: 'Many', unit: 'count', min: 1, max: 9, default: 2 },
    'calls.tag': { kind: 'duty', label: 'Tag' },
    'calls.level': {
      kind: 'choice',
      label: 'Level',
      default: 'own',
      options: [
        { id: 'none', label: 'None' },
        { id: 'own', label: 'Own', grants: [{ permission: 'calls.play', scope: { own: true } }] },
        { id: 'all', label: 'All', grants: [{ permission: 'calls.play', scope: 'all' }, 'menu.open'] },
      ],
    },
  },
  baseline: ['menu.open'],
  roles: {
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { own: true } }] },
    lead: { label: 'Lead', grants: [{ permission: 'desk.run', scope: { in: { queue: ['sales'] } } }] },
    owner: {
      label: 'Owner',
      unrestricted: true,
      grants: [{ permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['secret'] } } }],
    },
    top: { label: 'Top', grants: [{ permission: 'calls.level', value: 'all' }] },
    peak: { label: 'Peak', grants: [{ permission: 'calls.level', value: 'all' }] },
  },
  packages: { extra: { label: 'Extra', grants: [{ permission: 'calls.view', scope: { in: { line: ['direct'] } } }] } },
});

const ann = (of: Partial<Member>) => person({ id: 'ann', ...of });
const grants = (of: Partial<Member>, permission: string): readonly Grant[] =>
  resolveGrants(catalog, ann(of)).grants.filter((grant) => grant.permission === permission);
const override = (permission: string, more: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...more,
});

describe('a resolved set', () => {
  test('is stamped with what is told, and says of the member only who it is', () => {
    const member = ann({ name: 'Ann', plan: 'pro', packages: ['extra'], reviewedAt: 9, licenses: ['fax'] });
    const { grants: _, ...stamp } = resolveGrants(catalog, member, { revision: 4, issuedAt: 5, expiresAt: 6 });
    expect(stamp).toEqual({
      format: 'hookswitch/grants@1',
      catalog: 'small',
      revision: 4,
      issuedAt: 5,
      expiresAt: 6,
      subject: {
        id: 'ann',
        tenant: 'acme',
        roles: [],
        extensions: [],
        memberships: {},
        licenses: ['fax'],
        plan: 'pro',
      },
    });
  });

  test('is at revision 0 and without an end or a plan unless told', () => {
    const { grants: _, ...stamp } = resolveGrants(catalog, ann({}));
    const subject = { id: 'ann', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };
    expect(stamp).toStrictEqual({
      format: 'hookswitch/grants@1',
      catalog: 'small',
      revision: 0,
      issuedAt: 0,
      subject,
    });
  });

  test('has every grant once and in one order: by permission, then the nearest source first', () => {
    const { grants: all } = resolveGrants(
      catalog,
      ann({ roles: ['lead', 'agent', 'lead'], packages: ['extra', 'extra'] }),
    );
    expect(all.map(({ permission, from }) => [permission, from])).toEqual([
      ['calls.play', 'implied:calls.level'],
      ['calls.play', 'implied:desk.run'],
      ['calls.view', 'role:agent'],
      ['calls.view', 'package:extra'],
      ['calls.view', 'implied:desk.run'],
      ['desk.run', 'role:lead'],
      ['menu.open', 'implied:desk.run'],
      ['menu.open', 'baseline'],
    ]);
  });
});

describe('an unrestricted role', () => {
  test('gives every right and the most of every value, and no duty', () => {
    expect(grants({ roles: ['owner'] }, 'desk.run')).toMatchObject([
      { scope: 'all', from: 'role:owner' },
      { scope: 'all', from: 'implied:all.open' },
    ]);
    expect(grants({ roles: ['owner'] }, 'all.open')).toEqual([
      { permission: 'all.open', effect: 'allow', from: 'role:owner' },
    ]);
    const values = ['calls.max', 'calls.rest', 'calls.many', 'calls.level', 'calls.tag'].map((id) =>
      grants({ roles: ['owner'] }, id).map(({ value }) => value),
    );
    expect(values).toEqual([['unlimited'], [5], [9], ['all'], []]);
  });

  test('still holds to the denies written beside it', () => {
    expect(grants({ roles: ['owner'] }, 'calls.view')).toContainEqual({
      permission: 'calls.view',
      effect: 'deny',
      scope: { in: { queue: ['secret'] } },
      from: 'role:owner',
    });
  });
});

describe('an umbrella', () => {
  test('carries its scope along, or the one it names, and none to what is not about records', () => {
    const from = { effect: 'allow', from: 'implied:desk.run', via: 'role:lead' };
    expect(grants({ roles: ['lead'] }, 'calls.view')).toEqual([
      { permission: 'calls.view', scope: { in: { queue: ['sales'] } }, ...from },
    ]);
    expect(grants({ roles: ['lead'] }, 'calls.play')).toContainEqual({
      permission: 'calls.play',
      scope: { own: true },
      ...from,
    });
    expect(grants({ roles: ['lead'] }, 'menu.open')).toContainEqual({ permission: 'menu.open', ...from });
  });

  test('opens umbrellas, and the source is that of the first', () => {
    expect(grants({ overrides: [override('all.open')] }, 'calls.view')).toEqual([
      { permission: 'calls.view', effect: 'allow', scope: 'all', from: 'implied:desk.run', via: 'member' },
    ]);
  });

  test('hands on its time and whether only the server can decide', () => {
    const only = { startsAt: 1, endsAt: 2 };
    expect(grants({ overrides: [override('desk.run', { scope: 'all', ...only })] }, 'calls.view')).toMatchObject([
      only,
    ]);
    const maybe = smallCatalog({ ...catalog, baseline: [{ permission: 'all.open', conditional: true }] });
    expect(
      resolveGrants(maybe, ann({}))
        .grants.filter(({ conditional }) => conditional)
        .map(({ permission }) => permission),
    ).toEqual(['all.open', 'calls.play', 'calls.view', 'desk.run', 'menu.open']);
  });

  test('opens nothing while a deny of any reach is in force, and opens again after it', () => {
    const deny = override('desk.run', { effect: 'deny', scope: { in: { queue: ['other'] } }, startsAt: 5, endsAt: 7 });
    const allow = override('desk.run', { scope: 'all' });
    expect(grants({ overrides: [allow, deny] }, 'calls.view')).toEqual([
      { permission: 'calls.view', effect: 'allow', scope: 'all', from: 'implied:desk.run', via: 'member', endsAt: 5 },
      { permission: 'calls.view', effect: 'allow', scope: 'all', from: 'implied:desk.run', via: 'member', startsAt: 7 },
    ]);
  });

  test.each<readonly [string, Partial<Override>]>([
    ['says no scope', {}],
    ['names nothing', { scope: {} }],
    ['names an empty list', { scope: { in: { queue: [] } } }],
    ['is within what the catalog does not know', { scope: { all: true, within: { galaxy: 'any' } } }],
    ['is mine, and nothing is', { scope: { in: { line: 'mine' } } }],
  ])('opens nothing where it %s', (_, of) => {
    expect(
      grants({ overrides: [override('desk.run', of)] }, 'calls.play').filter(({ from }) => from === 'implied:desk.run'),
    ).toEqual([]);
  });

  test('that is not about records opens nothing where its scope is not the whole', () => {
    expect(grants({ overrides: [override('all.open', { scope: { own: true } })] }, 'desk.run')).toEqual([]);
    expect(grants({ overrides: [override('all.open', { scope: 'all' })] }, 'desk.run')).toHaveLength(1);
  });
});

describe('the option of a choice', () => {
  test('that is the default gives its rights to everybody', () => {
    expect(grants({}, 'calls.play')).toEqual([
      { permission: 'calls.play', effect: 'allow', scope: { own: true }, from: 'implied:calls.level', via: 'baseline' },
    ]);
  });

  test('that is chosen gives its rights for as long as it is', () => {
    const chosen = override('calls.level', { value: 'all', startsAt: 5, endsAt: 7 });
    const play = { permission: 'calls.play', effect: 'allow', from: 'implied:calls.level' };
    expect(grants({ overrides: [chosen] }, 'calls.play')).toEqual([
      { ...play, scope: { own: true }, via: 'baseline', endsAt: 5 },
      { ...play, scope: 'all', via: 'member', startsAt: 5, endsAt: 7 },
      { ...play, scope: { own: true }, via: 'baseline', startsAt: 7 },
    ]);
  });

  test('that several sources give is by the same one in every order', () => {
    const via = (roles: readonly string[]) => grants({ roles }, 'calls.play').map((grant) => grant.via);
    expect([via(['top', 'peak']), via(['peak', 'top'])]).toEqual([['role:peak'], ['role:peak']]);
  });

  test('that a deny closes gives what the least option gives', () => {
    expect(grants({ overrides: [override('calls.level', { effect: 'deny' })] }, 'calls.play')).toEqual([]);
  });

  test('gives way to an override of what it gives, unless the member chose it', () => {
    const own = override('calls.play', { scope: { in: { line: ['direct'] } } });
    expect(grants({ roles: ['top'], overrides: [own] }, 'calls.play').map(({ from }) => from)).toEqual(['member']);
    const chosen = override('calls.level', { value: 'all' });
    expect(grants({ overrides: [own, chosen] }, 'calls.play').map(({ from }) => from)).toEqual([
      'member',
      'implied:calls.level',
    ]);
  });
});

describe('an override', () => {
  test('takes the place of what everybody, roles, packages and their umbrellas give, while it is in force', () => {
    const own = override('calls.view', { scope: { own: true }, startsAt: 5, endsAt: 7 });
    const before = grants({ roles: ['agent', 'lead'], packages: ['extra'] }, 'calls.view');
    expect(grants({ roles: ['agent', 'lead'], packages: ['extra'], overrides: [own] }, 'calls.view')).toEqual([
      { ...own, from: 'member' },
      ...before.flatMap((grant) => [
        { ...grant, endsAt: 5 },
        { ...grant, startsAt: 7 },
      ]),
    ]);
  });

  test('of a choice settles the rights that come with its options only, and leaves those that can be given', () => {
    const levels = smallCatalog({
      permissions: {
        'calls.view': { kind: 'right', label: 'View' },
        'calls.spy': { kind: 'right', label: 'Spy', assignable: false },
        'calls.level': {
          kind: 'choice',
          label: 'Level',
          default: 'none',
          options: [
            { id: 'none', label: 'None' },
            { id: 'all', label: 'All', grants: ['calls.view', { permission: 'calls.spy' }] },
          ],
        },
      },
      roles: { owner: { label: 'Owner', unrestricted: true } },
    });
    const none = override('calls.level', { value: 'none' });
    const owner = ann({ roles: ['owner'], overrides: [none] });
    expect(resolveGrants(levels, owner).grants).toEqual([
      { ...none, from: 'member' },
      { permission: 'calls.view', effect: 'allow', from: 'role:owner' },
    ]);
  });

  test('of everybody’s right can deny it', () => {
    expect(grants({ overrides: [override('menu.open', { effect: 'deny' })] }, 'menu.open')).toEqual([
      { permission: 'menu.open', effect: 'deny', from: 'member' },
    ]);
  });

  test('stands beside other overrides of the same permission, and nothing comes back between them', () => {
    const [a, b] = [override('menu.open', { endsAt: 5 }), override('menu.open', { startsAt: 5, effect: 'deny' })];
    expect(grants({ overrides: [a, b] }, 'menu.open').map(({ from }) => from)).toEqual(['member', 'member']);
  });

  test('that ends before it begins changes nothing', () => {
    const never = override('menu.open', { effect: 'deny', startsAt: 7, endsAt: 7 });
    expect(resolveGrants(catalog, ann({ overrides: [never] }))).toEqual(resolveGrants(catalog, ann({})));
  });
});

test('names that are no keys of the catalog give nothing', () => {
  const member = ann({
    roles: ['__proto__', 'toString'],
    packages: ['constructor'],
    overrides: [override('hasOwnProperty', { scope: 'all' })],
  });
  expect(
    resolveGrants(catalog, member).grants.filter(({ permission }) => Object.hasOwn(catalog.permissions, permission)),
  ).toEqual(resolveGrants(catalog, ann({})).grants);
});

test('a catalog without packages and baseline is one where nobody has any', () => {
  const bare = smallCatalog({});
  expect(resolveGrants(bare, ann({ packages: ['extra'] })).grants).toEqual([]);
});
