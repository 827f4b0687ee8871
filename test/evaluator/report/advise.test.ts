import { describe, expect, test } from 'vitest';
import { advise, editsOf, type Finding, findingCodes } from '../../../src/evaluator/report/advise.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import { adminNonAdminMembers } from '../../../src/msw/demo/adminNonAdmin.js';
import { omnivoiceMembers } from '../../../src/msw/demo/omnivoice.js';
import { ringoverMembers } from '../../../src/msw/demo/ringover.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { checkCatalog, defineCatalog } from '../../../src/model/defineCatalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { adminNonAdmin } from '../../../src/presets/adminNonAdmin.js';
import { omnivoice } from '../../../src/presets/omnivoice.js';
import { orgSettings } from '../../../src/presets/orgSettings.js';
import { ringover } from '../../../src/presets/ringover.js';
import { person } from '../../presets/ask.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22);

const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const fresh = (id: string, rest: Partial<Member>): Member => person({ id, reviewedAt: now, ...rest });
const find = (catalog: Catalog, members: readonly Member[], code: Finding['code']) =>
  advise(catalog, members, { now }).filter((finding) => finding.code === code);
/** The fix that takes Ann's own setting back. */
const mended = (permission: string) => ({ kind: 'edit', edits: { ann: [{ op: 'inherit', permission }] } });
const nonAdmin = (id: string, ...overrides: readonly Override[]) =>
  fresh(id, { roles: ['nonAdmin'], extensions: ['101'], overrides });

const desk = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
  permissions: {
    'desk.run': { kind: 'right', label: 'Run the desk', implies: ['sms.send'] },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'fax.send': { kind: 'right', label: 'Send a fax', plans: ['gold'] },
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.play': { kind: 'right', label: 'Play calls', on: 'call', requires: ['calls.view'], licenses: ['voice'] },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, default: 1 },
    'billing.edit': { kind: 'right', label: 'Edit billing' },
  },
  roles: {
    boss: { label: 'Boss', unrestricted: true, mustBeHeld: true },
    agent: {
      label: 'Agent',
      grants: ['sms.send', { permission: 'calls.max', value: 3 }],
      grantable: [
        'desk.run',
        'fax.send',
        { permission: 'calls.view', scope: 'all' },
        { permission: 'calls.play', scope: 'all' },
      ],
    },
    temp: { label: 'Temp' },
  },
  packages: { desks: { label: 'Desks', grants: ['desk.run'] } },
  plans: { gold: { label: 'Gold' } },
  licenses: { voice: { label: 'Voice' } },
  advice: { wide: { 'sms.send': ['boss', 'desks'] } },
});
const agent = (...overrides: readonly Override[]) => fresh('ann', { roles: ['agent'], overrides });
const everything: Override = allow('calls.view', { scope: 'all' });

describe('makes or receives calls without an extension', () => {
  const number = allow('numbers.manage', { scope: { in: { number: ['+35315550100'] } } });

  test('is an error about whoever has numbers to call from, and is mended by choosing an extension', () => {
    const members = [
      nonAdmin('well', number),
      fresh('deskless', { roles: ['nonAdmin'], overrides: [number] }),
      fresh('watcher', { roles: ['nonAdmin'], overrides: [allow('reports.full')] }),
    ];
    const [finding, ...others] = find(adminNonAdmin, members, 'no-extension');
    expect(others).toEqual([]);
    expect(finding).toEqual({
      code: 'no-extension',
      severity: 'error',
      members: ['deskless'],
      fix: { kind: 'choose', dimension: 'extension' },
    });
    expect(finding && editsOf(finding, ['104'])).toEqual({ deskless: [{ op: 'set-extensions', ids: ['104'] }] });
  });

  test('is not said of an Admin, who may do everything and need not call', () => {
    expect(find(adminNonAdmin, [fresh('ada', { roles: ['admin'] })], 'no-extension')).toEqual([]);
    expect(find(adminNonAdmin, [fresh('ada', { roles: ['nonAdmin', 'admin'] })], 'no-extension')).toEqual([]);
  });
});

test('dialling out where no right to a number exists at all is told, with nothing to choose', () => {
  const bare = checkCatalog({
    ...desk,
    advice: { callerId: { dialOut: 'sms.send', oneOf: [], dimension: 'queue' } },
  });
  expect(find(bare, [agent()], 'no-caller-id')).toStrictEqual([
    { code: 'no-caller-id', severity: 'error', members: ['ann'] },
  ]);
});

test('ids chosen for a finding become extensions, memberships or the scope of a right, of everybody concerned', () => {
  const choose = (dimension: string, permission?: string): Finding => ({
    code: 'no-caller-id',
    severity: 'error',
    members: ['ann', 'ben'],
    fix: { kind: 'choose', dimension, ...(permission !== undefined && { permission }) },
  });
  const ids = ['a'];
  const both = (...edits: readonly unknown[]) => ({ ann: edits, ben: edits });
  expect(editsOf(choose('extension'), ids)).toEqual(both({ op: 'set-extensions', ids }));
  expect(editsOf(choose('queue'), ids)).toEqual(both({ op: 'set-memberships', dimension: 'queue', ids }));
  expect(editsOf(choose('queue'))).toEqual(both({ op: 'set-memberships', dimension: 'queue', ids: [] }));
  const scope = { in: { queue: ids } };
  expect(editsOf(choose('queue', 'calls.view'), ids)).toEqual(
    both({ op: 'set', permission: 'calls.view', effect: 'allow', scope }),
  );
  expect(editsOf({ code: 'no-holder', severity: 'info', members: ['ann'] }, ids)).toEqual({});
});

test('dials out without any caller ID: an error, mended by choosing numbers; a preselected one will do', () => {
  const preset = allow('callerId.preset', { scope: { in: { number: ['+35315550100'] } } });
  const members = [nonAdmin('mute'), nonAdmin('preset', preset), fresh('deskless', { roles: ['nonAdmin'] })];
  const [finding, ...others] = find(adminNonAdmin, members, 'no-caller-id');
  expect(others).toEqual([]);
  expect(finding).toEqual({
    code: 'no-caller-id',
    severity: 'error',
    members: ['mute'],
    permission: 'numbers.manage',
    fix: { kind: 'choose', dimension: 'number', permission: 'numbers.manage' },
  });
  expect(finding && editsOf(finding, ['+35315550101'])).toEqual({
    mute: [{ op: 'set', permission: 'numbers.manage', effect: 'allow', scope: { in: { number: ['+35315550101'] } } }],
  });
});

describe('wider than needed', () => {
  test('full report access is a warning about Non-Admins, and is taken back', () => {
    const members = [nonAdmin('wide', allow('reports.full')), fresh('ada', { roles: ['admin'] })];
    expect(find(adminNonAdmin, members, 'wider-than-needed')).toEqual([
      {
        code: 'wider-than-needed',
        severity: 'warning',
        members: ['wide'],
        permission: 'reports.full',
        fix: { kind: 'edit', edits: { wide: [{ op: 'inherit', permission: 'reports.full' }] } },
      },
    ]);
  });

  test('full access to the organisation settings is for administrators, by role or by the suggested package', () => {
    const full = allow('organization.full');
    const members = [
      fresh('boss', { roles: ['administrator'] }),
      fresh('packaged', { roles: ['user'], packages: ['administrators'] }),
      fresh('wide', { roles: ['user'], overrides: [full] }),
    ];
    expect(find(orgSettings, members, 'wider-than-needed').map((finding) => finding.members)).toEqual([['wide']]);
  });

  test('what a role, a package or an umbrella gives as well is denied, since taking an own setting back is not enough', () => {
    const both = agent(allow('desk.run'), allow('sms.send'));
    expect(find(desk, [both], 'wider-than-needed')).toMatchObject([
      { fix: { edits: { ann: [{ op: 'set', permission: 'sms.send', effect: 'deny' }] } } },
    ]);
    expect(find(desk, [{ ...both, packages: ['desks'] }], 'wider-than-needed')).toEqual([]);
  });
});

test('what an own setting also holds back later is denied, so that mending gives nothing', () => {
  const ann = fresh('ann', {
    roles: ['temp'],
    overrides: [
      allow('desk.run', { startsAt: now + day }),
      allow('sms.send', { endsAt: now + day }),
      { permission: 'sms.send', effect: 'deny', startsAt: now + day },
    ],
  });
  expect(find(desk, [ann], 'wider-than-needed')).toMatchObject([
    { fix: { edits: { ann: [{ op: 'set', permission: 'sms.send', effect: 'deny' }] } } },
  ]);
});

test('what nobody can give or take is found and has no fix, since nobody could apply it', () => {
  const { 'sms.send': send, 'fax.send': fax, ...permissions } = desk.permissions;
  const locked = checkCatalog({
    ...desk,
    permissions: {
      ...permissions,
      'sms.send': { ...send, assignable: false },
      'fax.send': { ...fax, assignable: false },
    },
    advice: {
      ...desk.advice,
      callerId: { dialOut: 'sms.send', oneOf: ['fax.send', 'calls.view'], dimension: 'queue' },
    },
  });
  const told = advise(locked, [agent(allow('sms.send'), allow('fax.send'))], { now });
  expect(
    told.filter(({ members }) => members.includes('ann')).map(({ code, permission, fix }) => [code, permission, fix]),
  ).toEqual([
    ['no-caller-id', 'calls.view', { kind: 'choose', dimension: 'queue', permission: 'calls.view' }],
    ['wider-than-needed', 'sms.send', undefined],
    ['never-takes-effect', 'fax.send', undefined],
    ['one-holder', undefined, undefined],
    ['already-given', 'sms.send', undefined],
  ]);
});

test('access that nobody confirmed for 90 days, or so many as are told, is a warning, mended by a review', () => {
  const members = [
    fresh('today', {}),
    fresh('just', { reviewedAt: now - 90 * day }),
    fresh('late', { reviewedAt: now - 90 * day - 1 }),
    person({ id: 'never' }),
  ];
  const finding = (reviewAfterDays?: number) =>
    advise(desk, members, { now, ...(reviewAfterDays !== undefined && { reviewAfterDays }) }).find(
      ({ code }) => code === 'not-reviewed',
    );
  const review = [{ op: 'review', at: now }];
  expect(finding()).toEqual({
    code: 'not-reviewed',
    severity: 'warning',
    members: ['late', 'never'],
    fix: { kind: 'edit', edits: { late: review, never: review } },
  });
  expect(finding(89)?.members).toEqual(['just', 'late', 'never']);
});

describe('a right that never takes effect', () => {
  const lacks = (member: Member) =>
    find(desk, [member], 'never-takes-effect').map(({ permission, missing, fix }) => [permission, missing, fix]);

  test('says which plan, licence or prerequisite is missing, and can be taken back', () => {
    expect(lacks(agent(allow('fax.send')))).toEqual([['fax.send', { kind: 'plan', id: 'gold' }, mended('fax.send')]]);
    const play = allow('calls.play', { scope: 'all' });
    expect(lacks(agent(play, everything))).toEqual([
      ['calls.play', { kind: 'license', id: 'voice' }, mended('calls.play')],
    ]);
    expect(lacks({ ...agent(play), licenses: ['voice'] })).toEqual([
      ['calls.play', { kind: 'permission', id: 'calls.view' }, mended('calls.play')],
    ]);
    expect(lacks({ ...agent(play, everything), licenses: ['voice'] })).toEqual([]);
  });

  test('is not one that only waits for its prerequisite', () => {
    const soon = agent(allow('calls.play', { scope: 'all' }), {
      ...everything,
      startsAt: now + day,
      endsAt: now + 2 * day,
    });
    expect(lacks({ ...soon, licenses: ['voice'] })).toEqual([]);
    const over = agent(allow('calls.play', { scope: 'all' }), { ...everything, endsAt: now - day });
    expect(lacks({ ...over, licenses: ['voice'] })).toHaveLength(1);
  });

  test('is one that the member’s role may not be given, left over from another role', () => {
    expect(lacks(agent(allow('billing.edit')))).toEqual([
      ['billing.edit', { kind: 'role', id: 'boss' }, mended('billing.edit')],
    ]);
    expect(find(desk, [agent(allow('billing.edit'))], 'already-given')).toEqual([]);
    // What its role gives beside is no reason to call the setting needless: it is one without effect.
    expect(find(desk, [agent(allow('calls.max', { value: 9 }))], 'already-given')).toEqual([]);
  });

  test('names no role where none may be given it', () => {
    const nobody = checkCatalog({
      ...desk,
      roles: { agent: { label: 'Agent', grantable: ['sms.send'] } },
      advice: {},
    });
    expect(find(nobody, [agent(allow('billing.edit'))], 'never-takes-effect')).toStrictEqual([
      {
        code: 'never-takes-effect',
        severity: 'warning',
        members: ['ann'],
        permission: 'billing.edit',
        fix: mended('billing.edit'),
      },
    ]);
  });

  test('can be taken back also where something else lacks what it needs; one that is denied lacks nothing', () => {
    const play = allow('calls.play', { scope: 'all' });
    expect(lacks(agent(allow('fax.send'), play))).toEqual([
      ['calls.play', { kind: 'license', id: 'voice' }, mended('calls.play')],
      ['fax.send', { kind: 'plan', id: 'gold' }, mended('fax.send')],
    ]);
    expect(lacks(agent({ permission: 'fax.send', effect: 'deny' }))).toEqual([]);
  });

  test('is not taken back together with what holds the same permission back', () => {
    const both = agent({ permission: 'calls.max', effect: 'deny' }, allow('calls.max', { value: 9 }));
    expect(lacks(both)).toEqual([['calls.max', { kind: 'role', id: 'boss' }, undefined]]);
  });

  test('is a warning without a fix where a role or umbrella gives it: the licence is to be bought', () => {
    const boss = fresh('bob', { roles: ['boss'] });
    const findings = find(desk, [boss], 'never-takes-effect');
    expect(findings.map(({ severity, permission, fix }) => [severity, permission, fix])).toEqual([
      ['warning', 'calls.play', undefined],
      ['warning', 'fax.send', undefined],
    ]);
    const survey = fresh('ulla', { roles: ['user'], overrides: [allow('survey.manage')] });
    expect(find(orgSettings, [survey], 'never-takes-effect')).toEqual([
      {
        code: 'never-takes-effect',
        severity: 'warning',
        members: ['ulla'],
        permission: 'surveyLicenses.purchase',
        missing: { kind: 'permission', id: 'account.manage' },
      },
    ]);
  });

  test('names everybody who lacks the same thing once', () => {
    const members = [agent(allow('fax.send')), { ...agent(allow('fax.send')), id: 'ben' }];
    expect(find(desk, members, 'never-takes-effect').map((finding) => finding.members)).toEqual([['ann', 'ben']]);
  });
});

test('a role with no holder or one is told; an error or a warning where it must be held, a note elsewhere', () => {
  const bob = fresh('bob', { roles: ['boss'] });
  const about = (members: readonly Member[]) =>
    advise(desk, members, { now })
      .filter(({ code }) => code === 'no-holder' || code === 'one-holder')
      .map(({ code, severity, role, members: who }) => [role, code, severity, who]);
  expect(about([agent()])).toEqual([
    ['boss', 'no-holder', 'error', []],
    ['agent', 'one-holder', 'info', ['ann']],
    ['temp', 'no-holder', 'info', []],
  ]);
  expect(about([bob, agent(), { ...agent(), id: 'ben' }])).toEqual([
    ['boss', 'one-holder', 'warning', ['bob']],
    ['temp', 'no-holder', 'info', []],
  ]);
});

describe('grants that a role already gives', () => {
  const given = (member: Member) =>
    find(desk, [member], 'already-given').map(({ severity, permission, members }) => [severity, permission, members]);

  test('are a note, said once for each member, and can be taken back', () => {
    expect(given(agent(allow('sms.send'), allow('calls.max', { value: 3 })))).toEqual([
      ['info', 'sms.send', ['ann']],
      ['info', 'calls.max', ['ann']],
    ]);
    const halves = agent(allow('sms.send', { endsAt: now }), allow('sms.send', { startsAt: now }));
    expect(given(halves)).toEqual([]);
    expect(find(desk, [agent(allow('sms.send'))], 'already-given')).toMatchObject([{ fix: mended('sms.send') }]);
    expect(given(agent(allow('sms.send'), allow('sms.send')))).toEqual([['info', 'sms.send', ['ann']]]);
  });

  test('are those that several sources give together, in whatever order', () => {
    const view = (queue: string) => ({ permission: 'calls.view', scope: { in: { queue: [queue] } } }) as const;
    const shared = checkCatalog({
      ...desk,
      roles: { agent: { label: 'Agent', grants: [view('b')] } },
      packages: { more: { label: 'More', grants: [view('a')] } },
      advice: {},
    });
    const overrides = [view('a'), view('b')].map((each) => ({ ...each, effect: 'allow' as const }));
    const both = fresh('ann', { roles: ['agent'], packages: ['more'], overrides });
    expect(find(shared, [both], 'already-given')).toHaveLength(1);
  });

  test('are not those that give more, give less or restrict', () => {
    for (const override of [
      everything,
      allow('calls.max', { value: 2 }),
      allow('sms.send', { endsAt: now + day }),
      { permission: 'sms.send', effect: 'deny' } as const,
    ])
      expect(given(agent(override))).toEqual([]);
  });
});

/** People with what is left over from other roles, doubled or without effect. */
const leftovers: readonly Member[] = [
  { ...agent(allow('billing.edit'), allow('sms.send'), allow('fax.send')), packages: ['desks'] },
  fresh('bea', { roles: ['agent'], overrides: [allow('sms.send'), allow('calls.max', { value: 3 })] }),
  person({ id: 'cid', roles: ['agent'], packages: ['desks'], overrides: [allow('fax.send')] }),
  fresh('dot', { roles: ['boss', 'agent'], overrides: [allow('fax.send'), allow('sms.send')] }),
];

test('the worst comes first', () => {
  const severities = advise(desk, leftovers.slice(0, -1), { now }).map(({ severity }) => severity);
  const order = ['error', 'warning', 'info'];
  expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(new Set(severities)).toEqual(new Set(order));
});

test('an organisation that has nothing to mend has no findings', () => {
  const members = ['ada', 'bob'].flatMap((id) => [
    fresh(id, { roles: ['admin'], extensions: ['100'] }),
    nonAdmin(`${id}2`, allow('numbers.manage', { scope: { in: { number: ['+35315550100'] } } })),
  ]);
  expect(advise(adminNonAdmin, members, { now })).toEqual([]);
});

describe('every fix', () => {
  // Late enough that reviews of the demo are due again.
  const later = now + 60 * day;
  const organisations: readonly (readonly [string, Catalog, readonly Member[]])[] = [
    ['adminNonAdmin', adminNonAdmin, adminNonAdminMembers],
    ['ringover', ringover, ringoverMembers],
    ['omnivoice', omnivoice, omnivoiceMembers],
    ['a desk', checkCatalog(desk), leftovers],
  ];
  const keyOf = ({ code, permission, role, missing }: Finding) => JSON.stringify([code, permission, role, missing]);

  test.each(organisations)('of %s makes its finding go away, for everybody whom it edits', (_, catalog, members) => {
    const fixable = advise(catalog, members, { now: later }).filter(({ fix }) => fix);
    expect(fixable).not.toEqual([]);
    for (const finding of fixable) {
      const edits = editsOf(finding, ['101']);
      const after = members.map((member) => applyEdits(member, edits[member.id] ?? []));
      const still = advise(catalog, after, { now: later }).filter((each) => keyOf(each) === keyOf(finding));
      const mended = Object.keys(edits);
      expect([finding, mended.length]).not.toEqual([finding, 0]);
      expect(still.flatMap((each) => each.members).filter((id) => mended.includes(id))).toEqual([]);
    }
  });

  test('and every finding there is was seen in these organisations', () => {
    const keys = checkCatalog({
      id: 'keys',
      permissions: { 'pay.order': { kind: 'right' }, 'pay.confirm': { kind: 'right' } },
      roles: { both: { grants: ['pay.order', 'pay.confirm'] } },
      conflicts: [{ id: 'pay', label: 'Four eyes', permissions: ['pay.order', 'pay.confirm'] }],
    });
    const seen = [
      ...organisations.flatMap(([, catalog, members]) => advise(catalog, members, { now: later })),
      ...advise(keys, [fresh('ada', { roles: ['both'] })], { now: later }),
    ];
    expect(new Set(seen.map(({ code }) => code))).toEqual(new Set(findingCodes));
  });
});
