import { describe, expect, test } from 'vitest';
import type { CatalogDefinition } from '../../src/model/catalog.js';
import { CatalogError, checkCatalog, defineCatalog } from '../../src/model/defineCatalog.js';

const desk = {
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: {
    call: { label: 'Call', owner: 'ownerId', consents: 'consents', dimensions: { queue: 'queue' } },
    note: { label: 'Note', dimensions: {} },
  },
  sections: { calls: { label: 'Calls' } },
  permissions: {
    'calls.view': { kind: 'right', label: 'View', on: 'call', section: 'calls', plans: ['pro'], licenses: ['audio'] },
    'calls.play': { kind: 'right', label: 'Play', on: 'call', requires: ['calls.view'], consent: 'self.heard' },
    'desk.run': { kind: 'right', label: 'Run', implies: [{ permission: 'calls.view', scope: 'all' }, 'menu.open'] },
    'menu.open': { kind: 'right', label: 'Menu' },
    'self.heard': { kind: 'right', label: 'Heard' },
    'calls.max': { kind: 'number', label: 'Calls', unit: 'count', min: 1, max: 9, default: 2 },
    'calls.level': {
      kind: 'choice',
      label: 'Level',
      options: [
        { id: 'none', label: 'None' },
        { id: 'all', label: 'All', grants: ['menu.open'] },
      ],
      default: 'none',
    },
    'calls.tag': { kind: 'duty', label: 'Tag' },
  },
  roles: {
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { own: true } }], manages: ['agent'] },
  },
  packages: { extra: { label: 'Extra', grants: ['menu.open'] } },
  plans: { pro: { label: 'Pro' } },
  licenses: { audio: { label: 'Audio' } },
  baseline: ['self.heard'],
  rows: [{ label: 'View own', permission: 'calls.view', scope: { own: true } }],
} as const satisfies CatalogDefinition;

/** The definition with one place changed, as a generator or a person without types may write it. */
function changed(path: readonly string[], value: unknown): CatalogDefinition {
  const copy = JSON.parse(JSON.stringify(desk)) as CatalogDefinition;
  const last = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key) as object, copy);
  Object.defineProperty(last, path.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function issuesOf(definition: CatalogDefinition) {
  try {
    checkCatalog(definition);
    return [];
  } catch (error) {
    if (error instanceof CatalogError) return error.issues;
    throw error;
  }
}

const named = 'a letter, then letters, digits, - or _';
const permissions =
  'a permission of the catalog (calls.view, calls.play, desk.run, menu.open, self.heard, calls.max, calls.level, calls.tag)';
const right = (more: object) => ({ kind: 'right', label: 'x', ...more });
const onlyRights = (id: string, kind: string) => ({ found: `'${id}', a ${kind}`, expected: 'a right' });
const reach = "how far 'calls.view' reaches; without it it reaches nothing";

test('a definition that holds together is the catalog itself', () => {
  expect(defineCatalog(desk)).toBe(desk);
  expect(checkCatalog({ id: 'a', dimensions: {}, resources: {}, permissions: {}, roles: {} })).toMatchObject({
    id: 'a',
  });
});

describe('what does not hold together is told with its place, what was found and what was expected:', () => {
  test.each<
    readonly [string, readonly string[], unknown, readonly { path: string; found: string; expected: string }[]]
  >([
    ['an id that is no name', ['id'], '1 desk', [{ path: 'id', found: "'1 desk'", expected: named }]],
    [
      'an id in a table that is no name',
      ['roles', 'a b'],
      { label: 'x' },
      [{ path: 'roles.a b', found: "'a b'", expected: named }],
    ],
    [
      '__proto__ as an id',
      ['roles', '__proto__'],
      { label: 'x' },
      [{ path: 'roles.__proto__', found: "'__proto__'", expected: named }],
    ],
    [
      'a dimension with a name that every record has',
      ['dimensions', 'owner'],
      { label: 'x' },
      [{ path: 'dimensions.owner', found: "'owner'", expected: 'another name: this one is a key of every record' }],
    ],
    [
      'a dimension with the other one',
      ['dimensions', 'consents'],
      { label: 'x' },
      [
        {
          path: 'dimensions.consents',
          found: "'consents'",
          expected: 'another name: this one is a key of every record',
        },
      ],
    ],
    [
      'a record field in a dimension that there is not',
      ['resources', 'note', 'dimensions'],
      { line: 'l' },
      [{ path: 'resources.note.dimensions.line', found: "'line'", expected: 'a dimension of the catalog (queue)' }],
    ],
    [
      'a permission without a verb',
      ['permissions', 'calls'],
      right({}),
      [{ path: 'permissions.calls', found: "'calls'", expected: 'a name of the form area.verb' }],
    ],
    [
      'a kind that there is not',
      ['permissions', 'menu.open', 'kind'],
      'wish',
      [
        { path: 'permissions.desk.run.implies[1]', ...onlyRights('menu.open', 'wish') },
        { path: 'permissions.menu.open.kind', found: "'wish'", expected: 'right, choice, number or duty' },
      ],
    ],
    [
      'a section that there is not',
      ['permissions', 'calls.view', 'section'],
      'mail',
      [{ path: 'permissions.calls.view.section', found: "'mail'", expected: 'a section of the catalog (calls)' }],
    ],
    [
      'a plan that there is not',
      ['permissions', 'calls.view', 'plans'],
      ['pro', 'max'],
      [{ path: 'permissions.calls.view.plans[1]', found: "'max'", expected: 'a plan of the catalog (pro)' }],
    ],
    [
      'what a role gives and there is not',
      ['roles', 'agent', 'gives'],
      ['calls.fly', { permission: 'calls.max', value: 99 }, { permission: 'menu.open', effect: 'deny' }],
      [
        { path: 'roles.agent.gives[0].permission', found: "'calls.fly'", expected: permissions },
        { path: 'roles.agent.gives[1].value', found: '99', expected: 'a number from 1 to 9 (count)' },
        {
          path: 'roles.agent.gives[2].effect',
          found: "'deny'",
          expected: 'no deny: a restriction may always be set',
        },
      ],
    ],
    [
      'rights that conflict and are none, or one right only',
      ['conflicts'],
      [
        { id: 'a b', label: 'x', permissions: ['menu.open', 'calls.fly'] },
        { id: 'twice', label: 'x', permissions: ['menu.open', 'calls.max'] },
        { id: 'twice', label: 'x', permissions: ['menu.open', 'menu.open'] },
      ],
      [
        { path: 'conflicts[0].id', found: "'a b'", expected: named },
        { path: 'conflicts[0].permissions[1]', found: "'calls.fly'", expected: permissions },
        { path: 'conflicts[1].permissions[1]', ...onlyRights('calls.max', 'number') },
        { path: 'conflicts[2].id', found: "'twice' again", expected: 'ids that differ' },
        { path: 'conflicts[2].permissions', found: '1 different of 2', expected: 'two or more that all differ' },
      ],
    ],
    [
      'a restriction of a role to what there is not',
      ['roles', 'agent', 'within'],
      { line: ['direct'] },
      [{ path: 'roles.agent.within.line', found: "'line'", expected: 'a dimension of the catalog (queue)' }],
    ],
    [
      'a setting that is neither there nor not',
      ['permissions', 'menu.open', 'setting'],
      false,
      [{ path: 'permissions.menu.open.setting', found: 'false', expected: 'true, or nothing at all' }],
    ],
    [
      'a setting that opens a right',
      ['permissions', 'desk.run', 'setting'],
      true,
      [
        {
          path: 'permissions.desk.run.implies[0]',
          found: "'calls.view', which is no setting",
          expected: 'a setting: a setting opens no right',
        },
        {
          path: 'permissions.desk.run.implies[1]',
          found: "'menu.open', which is no setting",
          expected: 'a setting: a setting opens no right',
        },
      ],
    ],
    [
      'a setting with an option that gives a right',
      ['permissions', 'calls.level', 'setting'],
      true,
      [
        {
          path: 'permissions.calls.level.options[1].grants[0]',
          found: "'menu.open', which is no setting",
          expected: 'a setting: a setting opens no right',
        },
      ],
    ],
    [
      'a least that is none',
      ['permissions', 'calls.max'],
      { kind: 'number', label: 'x', unit: 'count', min: NaN, default: 'unlimited' },
      [{ path: 'permissions.calls.max.min', found: 'NaN', expected: 'a number' }],
    ],
    [
      'no limit by default where there is one',
      ['permissions', 'calls.max', 'default'],
      'unlimited',
      [{ path: 'permissions.calls.max.default', found: "'unlimited'", expected: 'a number from 1 to 9 (count)' }],
    ],
    [
      'a licence where there is none at all',
      ['licenses'],
      {},
      [
        {
          path: 'permissions.calls.view.licenses[0]',
          found: "'audio'",
          expected: 'a licence of the catalog (it has none)',
        },
      ],
    ],
    [
      'a prerequisite that there is not',
      ['permissions', 'calls.play', 'requires'],
      ['toString'],
      [{ path: 'permissions.calls.play.requires[0]', found: "'toString'", expected: permissions }],
    ],
    [
      'a prerequisite that is no right',
      ['permissions', 'calls.play', 'requires'],
      ['calls.tag'],
      [{ path: 'permissions.calls.play.requires[0]', ...onlyRights('calls.tag', 'duty') }],
    ],
    [
      'a type of record that there is not',
      ['permissions', 'desk.run', 'on'],
      'mail',
      [{ path: 'permissions.desk.run.on', found: "'mail'", expected: 'a resource type of the catalog (call, note)' }],
    ],
    [
      'a consent that there is not',
      ['permissions', 'calls.play', 'consent'],
      'self.seen',
      [{ path: 'permissions.calls.play.consent', found: "'self.seen'", expected: permissions }],
    ],
    [
      'a consent that is no right',
      ['permissions', 'calls.play', 'consent'],
      'calls.max',
      [{ path: 'permissions.calls.play.consent', ...onlyRights('calls.max', 'number') }],
    ],
    [
      'a consent on records that hold none',
      ['permissions', 'calls.play', 'on'],
      'note',
      [
        {
          path: 'permissions.calls.play.consent',
          found: "'self.heard'",
          expected: 'a right on a resource type that says where its `consents` are',
        },
      ],
    ],
    [
      'a consent where there are no records',
      ['permissions', 'menu.open', 'consent'],
      'self.heard',
      [
        {
          path: 'permissions.menu.open.consent',
          found: "'self.heard'",
          expected: 'a right on a resource type that says where its `consents` are',
        },
      ],
    ],
    [
      'an umbrella over what there is not',
      ['permissions', 'menu.open', 'implies'],
      ['mail.read'],
      [{ path: 'permissions.menu.open.implies[0]', found: "'mail.read'", expected: permissions }],
    ],
    [
      'an umbrella over what is no right',
      ['permissions', 'menu.open', 'implies'],
      ['calls.max'],
      [{ path: 'permissions.menu.open.implies[0]', ...onlyRights('calls.max', 'number') }],
    ],
    [
      'an umbrella that has no scope to carry along',
      ['permissions', 'menu.open', 'implies'],
      ['calls.view'],
      [
        {
          path: 'permissions.menu.open.implies[0]',
          found: "'calls.view', which is scoped",
          expected: 'a scope beside it: an unscoped right has none to carry along',
        },
      ],
    ],
    [
      'an umbrella with a scope where there are no records',
      ['permissions', 'menu.open', 'implies'],
      [{ permission: 'self.heard', scope: { own: true } }],
      [
        {
          path: 'permissions.menu.open.implies[0].scope',
          found: '{"own":true}',
          expected: "no scope: 'self.heard' is not asked about records",
        },
      ],
    ],
    [
      'an umbrella’s scope in a dimension that there is not',
      ['permissions', 'menu.open', 'implies'],
      [{ permission: 'calls.view', scope: { in: { line: 'any' } } }],
      [
        {
          path: 'permissions.menu.open.implies[0].scope.in.line',
          found: "'line'",
          expected: 'a dimension of the catalog (queue)',
        },
      ],
    ],
    [
      'umbrellas in a circle',
      ['permissions', 'menu.open', 'implies'],
      [{ permission: 'desk.run', scope: 'all' }],
      [
        {
          path: 'permissions.desk.run.implies',
          found: 'desk.run → menu.open → desk.run',
          expected: 'a chain that ends',
        },
      ],
    ],
    [
      'prerequisites in a circle',
      ['permissions', 'calls.view', 'requires'],
      ['calls.play'],
      [
        {
          path: 'permissions.calls.view.requires',
          found: 'calls.view → calls.play → calls.view',
          expected: 'a chain that ends',
        },
      ],
    ],
    [
      'an option twice',
      ['permissions', 'calls.level', 'options'],
      [{ id: 'none' }, { id: 'none' }],
      [{ path: 'permissions.calls.level.options[1].id', found: "'none' again", expected: 'ids that differ' }],
    ],
    [
      'no option at all',
      ['permissions', 'calls.level', 'options'],
      [],
      [{ path: 'permissions.calls.level.default', found: "'none'", expected: 'one of ' }],
    ],
    [
      'a default that is no option',
      ['permissions', 'calls.level', 'default'],
      'some',
      [{ path: 'permissions.calls.level.default', found: "'some'", expected: 'one of none, all' }],
    ],
    [
      'an option that gives what there is not',
      ['permissions', 'calls.level', 'options', '0', 'grants'],
      ['mail.read'],
      [
        {
          path: 'permissions.calls.level.options[0].grants[0].permission',
          found: "'mail.read'",
          expected: permissions,
        },
      ],
    ],
    [
      'an option that takes away',
      ['permissions', 'calls.level', 'options', '0', 'grants'],
      [{ permission: 'menu.open', effect: 'deny' }],
      [
        {
          path: 'permissions.calls.level.options[0].grants[0].effect',
          found: "'deny'",
          expected: 'no deny: an option gives rights and takes none',
        },
      ],
    ],
    [
      'an option that gives itself',
      ['permissions', 'calls.level', 'options', '1', 'grants'],
      [{ permission: 'calls.level', value: 'all' }],
      [{ path: 'permissions.calls.level.implies', found: 'calls.level → calls.level', expected: 'a chain that ends' }],
    ],
    [
      'a smallest number above the largest',
      ['permissions', 'calls.max', 'min'],
      10,
      [
        { path: 'permissions.calls.max.min', found: '10', expected: 'at most 9, the max' },
        { path: 'permissions.calls.max.default', found: '2', expected: 'a number from 10 to 9 (count)' },
      ],
    ],
    [
      'a default out of bounds',
      ['permissions', 'calls.max', 'default'],
      0,
      [{ path: 'permissions.calls.max.default', found: '0', expected: 'a number from 1 to 9 (count)' }],
    ],
    [
      'a role’s grant of what there is not',
      ['roles', 'agent', 'grants'],
      ['menu.open', 'mail.read'],
      [{ path: 'roles.agent.grants[1].permission', found: "'mail.read'", expected: permissions }],
    ],
    [
      'a scoped grant that says no scope',
      ['roles', 'agent', 'grants'],
      ['calls.view'],
      [{ path: 'roles.agent.grants[0].scope', found: 'no scope', expected: reach }],
    ],
    [
      'a scope where there are no records',
      ['roles', 'agent', 'grants'],
      [{ permission: 'menu.open', scope: { own: true } }],
      [
        {
          path: 'roles.agent.grants[0].scope',
          found: '{"own":true}',
          expected: "no scope: 'menu.open' is not asked about records",
        },
      ],
    ],
    [
      'a scope within a dimension that there is not',
      ['roles', 'agent', 'grants'],
      [{ permission: 'calls.view', scope: { all: true, within: { line: 'any' } } }],
      [
        {
          path: 'roles.agent.grants[0].scope.within.line',
          found: "'line'",
          expected: 'a dimension of the catalog (queue)',
        },
      ],
    ],
    [
      'a value for a right',
      ['roles', 'agent', 'grants'],
      [{ permission: 'menu.open', value: true }],
      [{ path: 'roles.agent.grants[0].value', found: 'true', expected: 'no value: a right is held or not' }],
    ],
    [
      'no value for a number',
      ['roles', 'agent', 'grants'],
      ['calls.max'],
      [{ path: 'roles.agent.grants[0].value', found: 'undefined', expected: 'a number from 1 to 9 (count)' }],
    ],
    [
      'a value that is no duty’s',
      ['roles', 'agent', 'grants'],
      [{ permission: 'calls.tag', value: 'yes' }],
      [{ path: 'roles.agent.grants[0].value', found: "'yes'", expected: 'true or false' }],
    ],
    [
      'no limit where there is one',
      ['roles', 'agent', 'grants'],
      [{ permission: 'calls.max', value: 'unlimited' }],
      [{ path: 'roles.agent.grants[0].value', found: "'unlimited'", expected: 'a number from 1 to 9 (count)' }],
    ],
    [
      'what may be given of what there is not',
      ['roles', 'agent', 'grantable'],
      ['mail.read'],
      [{ path: 'roles.agent.grantable[0].permission', found: "'mail.read'", expected: permissions }],
    ],
    [
      'a managed role that there is not',
      ['roles', 'agent', 'manages'],
      ['agent', 'boss'],
      [{ path: 'roles.agent.manages[1]', found: "'boss'", expected: 'a role of the catalog (agent)' }],
    ],
    [
      'a package’s grant of what there is not',
      ['packages', 'extra', 'grants'],
      ['mail.read'],
      [{ path: 'packages.extra.grants[0].permission', found: "'mail.read'", expected: permissions }],
    ],
    [
      'everybody’s grant of what there is not',
      ['baseline'],
      ['mail.read'],
      [{ path: 'baseline[0].permission', found: "'mail.read'", expected: permissions }],
    ],
    [
      'a row of what there is not',
      ['rows', '0', 'permission'],
      'mail.read',
      [{ path: 'rows[0].permission', found: "'mail.read'", expected: permissions }],
    ],
    [
      'a row in a section that there is not',
      ['rows', '0', 'section'],
      'mail',
      [{ path: 'rows[0].section', found: "'mail'", expected: 'a section of the catalog (calls)' }],
    ],
    [
      'a row at a scope that there is not',
      ['rows', '0', 'scope'],
      { in: { line: 'any' } },
      [{ path: 'rows[0].scope.in.line', found: "'line'", expected: 'a dimension of the catalog (queue)' }],
    ],
    [
      'a row at a value that a right does not have',
      ['rows', '0', 'value'],
      3,
      [{ path: 'rows[0].value', found: '3', expected: 'no value: a right is held or not' }],
    ],
    [
      'a note about a role that there is not',
      ['rows', '0', 'cellNotes'],
      { boss: 'x' },
      [{ path: 'rows[0].cellNotes.boss', found: "'boss'", expected: 'a role of the catalog (agent)' }],
    ],
    [
      'delegation about records that there are not',
      ['delegation'],
      { resource: 'user', manage: 'menu.open' },
      [{ path: 'delegation.resource', found: "'user'", expected: 'a resource type of the catalog (call, note)' }],
    ],
    [
      'delegation by rights that there are not',
      ['delegation'],
      { resource: 'call', manage: 'a.b', assignRole: 'c.d', editRole: 'e.f' },
      [
        { path: 'delegation.manage', found: "'a.b'", expected: permissions },
        { path: 'delegation.assignRole', found: "'c.d'", expected: permissions },
        { path: 'delegation.editRole', found: "'e.f'", expected: permissions },
      ],
    ],
    [
      'delegation of one operation by rights that there are not',
      ['delegation'],
      {
        resource: 'call',
        manage: 'calls.view',
        view: 'a.b',
        createRole: 'a.b',
        extensions: 'a.b',
        licenses: 'a.b',
        audit: 'a.b',
        signOut: 'a.b',
        memberships: 'a.b',
      },
      ['view', 'createRole', 'extensions', 'licenses', 'audit', 'signOut', 'memberships'].map((part) => ({
        path: `delegation.${part}`,
        found: "'a.b'",
        expected: permissions,
      })),
    ],
    [
      'delegation of memberships in what is no dimension, and of extensions among them',
      ['delegation'],
      {
        resource: 'call',
        manage: 'calls.view',
        memberships: { team: 'calls.view', extension: 'calls.view', queue: 'calls.tag' },
      },
      [
        { path: 'delegation.memberships.team', found: "'team'", expected: 'a dimension of the catalog (queue)' },
        {
          path: 'delegation.memberships.extension',
          found: "'extension'",
          expected: '`extensions`, which is beside it',
        },
        { path: 'delegation.memberships.queue', ...onlyRights('calls.tag', 'duty') },
      ],
    ],
    [
      'delegation by what is no right',
      ['delegation'],
      { resource: 'call', manage: 'calls.tag' },
      [{ path: 'delegation.manage', ...onlyRights('calls.tag', 'duty') }],
    ],
    [
      'delegation by a right on other records',
      ['delegation'],
      { resource: 'note', manage: 'calls.view', editRole: 'calls.view', createRole: 'calls.view', audit: 'calls.view' },
      [
        {
          path: 'delegation.manage',
          found: "'calls.view', which is asked about 'call'",
          expected: "a right on 'note'",
        },
        {
          path: 'delegation.editRole',
          found: "'calls.view', which is asked about 'call'",
          expected: 'a right that is not asked about records',
        },
        {
          path: 'delegation.createRole',
          found: "'calls.view', which is asked about 'call'",
          expected: 'a right that is not asked about records',
        },
        { path: 'delegation.audit', found: "'calls.view', which is asked about 'call'", expected: "a right on 'note'" },
      ],
    ],
    [
      'advice about what there is not',
      ['advice'],
      {
        needsExtension: ['a.b'],
        callerId: { dialOut: 'c.d', oneOf: ['calls.view', 'e.f'], dimension: 'number' },
        wide: { 'g.h': ['boss'], 'calls.view': ['agent', 'extra'] },
      },
      [
        { path: 'advice.needsExtension[0]', found: "'a.b'", expected: permissions },
        { path: 'advice.callerId.dialOut', found: "'c.d'", expected: permissions },
        { path: 'advice.callerId.dimension', found: "'number'", expected: 'a dimension of the catalog (queue)' },
        { path: 'advice.callerId.oneOf[1]', found: "'e.f'", expected: permissions },
        { path: 'advice.wide.g.h', found: "'g.h'", expected: permissions },
        { path: 'advice.wide.g.h[0]', found: "'boss'", expected: 'a role or package of the catalog (agent, extra)' },
      ],
    ],
    [
      'a row that asks for a dimension that there is not, for one that its permission has not, and beside a scope',
      ['rows'],
      [
        { permission: 'calls.view', asks: 'quue' },
        { permission: 'menu.open', asks: 'queue' },
        { permission: 'calls.view', asks: 'queue', scope: 'all' },
        { permission: 'calls.view', asks: 'queue' },
      ],
      [
        { path: 'rows[0].asks', found: "'quue'", expected: 'a dimension of the catalog (queue)' },
        { path: 'rows[1].asks', found: "'queue'", expected: "a dimension of what 'menu.open' is asked about" },
        {
          path: 'rows[2].asks',
          found: "'queue' beside a scope or value",
          expected: 'one of them: what is asked for is the scope',
        },
      ],
    ],
    [
      'a binding for a part that there is not',
      ['parts'],
      { recordings: { listen: 'calls.play' } },
      [
        {
          path: 'parts.recordings',
          found: "'recordings'",
          expected:
            'a part that asks for permissions (recording, callerId, messageId, liveCall, afterCall, waitingList, recordButton, number)',
        },
      ],
    ],
    [
      'a binding for what a part does not ask, and one of a permission that there is not',
      ['parts'],
      { liveCall: { hear: 'calls.play', listen: 'calls.paly' } },
      [
        {
          path: 'parts.liveCall.hear',
          found: "'hear'",
          expected: 'something that liveCall asks (listen, whisper, barge, takeOver)',
        },
        { path: 'parts.liveCall.listen', found: "'calls.paly'", expected: permissions },
      ],
    ],
    [
      'bindings of the wrong kind',
      ['parts'],
      {
        recording: { listen: 'calls.tag', see: 'calls.level' },
        afterCall: { duration: 'calls.view', tagsRequired: 'calls.max', tag: 'calls.play' },
        number: { mask: 'menu.open' },
      },
      [
        { path: 'parts.recording.listen', found: "'calls.tag', a duty", expected: 'a right' },
        { path: 'parts.recording.see', found: "'calls.level', a choice", expected: 'a right' },
        { path: 'parts.afterCall.duration', found: "'calls.view', a right", expected: 'a number' },
        { path: 'parts.afterCall.tagsRequired', found: "'calls.max', a number", expected: 'a duty' },
        { path: 'parts.number.mask', found: "'menu.open', a right", expected: 'a duty' },
      ],
    ],
    [
      'a right on records that is bound to what is asked without one',
      ['parts'],
      { callerId: { anonymous: 'calls.view', localPresence: 'menu.open', choose: 'menu.open' } },
      [
        {
          path: 'parts.callerId.anonymous',
          found: "'calls.view', which is asked about 'call'",
          expected: 'a right that is not asked about records',
        },
      ],
    ],
  ])('%s', (_, path, value, expected) => {
    expect(issuesOf(changed(path, value))).toEqual(expected);
  });
});

test('a deny needs neither scope nor value', () => {
  const denies = ['calls.view', 'menu.open', 'calls.max'].map((permission) => ({ permission, effect: 'deny' }));
  expect(issuesOf(changed(['roles', 'agent', 'grants'], denies))).toEqual([]);
});

test('a permission may be opened twice and required twice, as long as no way leads back', () => {
  const more = {
    ...desk.permissions,
    'all.open': right({ implies: ['desk.run', 'menu.open'], requires: ['desk.run', 'menu.open'] }),
  };
  expect(issuesOf(changed(['permissions'], more))).toEqual([]);
});

test('every issue is told at once, and the error says what it means and lists the places', () => {
  const twice = changed(['roles', 'agent', 'manages'], ['boss', 'chief']);
  expect(() => checkCatalog(twice)).toThrow(
    "Catalog 'desk' is invalid, so no permission can be decided with it. Fix these:\n" +
      "  roles.agent.manages[0]: found 'boss', expected a role of the catalog (agent)\n" +
      "  roles.agent.manages[1]: found 'chief', expected a role of the catalog (agent)",
  );
  expect(new CatalogError('desk', [])).toMatchObject({ name: 'CatalogError', issues: [] });
});

test('of many ids the first twelve are listed', () => {
  const many = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`r${i}`, { label: 'x' }]));
  const [issue] = issuesOf(changed(['roles'], { ...many, r0: { label: 'x', manages: ['boss'] } }));
  expect(issue?.expected).toBe('a role of the catalog (r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, …)');
});

test('tables that are left out are empty, and what has no label is called by its id in words', () => {
  const brief = defineCatalog({
    id: 'brief',
    dimensions: { callQueue: {} },
    permissions: { 'calls.viewOwn': { kind: 'right' }, 'sms.send': { kind: 'right', label: 'Send SMS' } },
    packages: { dialOut: { grants: ['sms.send'] } },
  });
  expect(brief).toEqual({
    id: 'brief',
    dimensions: { callQueue: { label: 'Call queue' } },
    resources: {},
    permissions: {
      'calls.viewOwn': { kind: 'right', label: 'Calls view own' },
      'sms.send': { kind: 'right', label: 'Send SMS' },
    },
    roles: {},
    packages: { dialOut: { label: 'Dial out', grants: ['sms.send'] } },
  });
  // What leaves nothing out is the catalog itself.
  expect(defineCatalog(brief)).toBe(brief);
});
