import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import {
  type RingcentralAnswers,
  ringcentralCatalog,
  ringcentralGrants,
} from '../../../src/sources/ringcentral/index.js';
import { answers, fixture, profileWith, records } from './fixtures.js';

function evaluate(given: RingcentralAnswers = answers) {
  const catalog = ringcentralCatalog(given);
  const set = parseGrantSet(JSON.parse(JSON.stringify(ringcentralGrants(given, { revision: 3, issuedAt: 5 }))));
  return { catalog, set, may: createEvaluator(catalog, set, { now: 10 }) };
}

const me = { id: 208594004, extensionNumber: '101', type: 'User' };
const colleague = { id: 771, extensionNumber: '102', type: 'User' };
const queue = { id: '11570443004', extensionNumber: '10086', type: 'Department' };
const [outbound, inbound] = records('callLog');

describe('the effective permissions', () => {
  const { catalog, may } = evaluate();
  const profile = records('authz-profile', 'permissions') as readonly {
    permission: { id: string; assignable: boolean };
    scopes: readonly string[];
  }[];

  it('are 82, and every one is in the catalog under a readable label, in a section', () => {
    expect(profile).toHaveLength(82);
    for (const { permission } of profile) {
      const definition = catalog.permissions[`permission.${permission.id}`];
      expect(definition).toMatchObject({ kind: 'right', label: expect.stringMatching(/^[A-Z]/) });
      expect(catalog.sections).toHaveProperty(definition?.section ?? 'none');
      expect(definition?.assignable).toBe(permission.assignable ? undefined : false);
    }
    expect(catalog.permissions['permission.EditCallerIDSettings']?.label).toBe('Edit caller ID settings');
    expect(catalog.permissions['permission.InternalSMS']?.label).toBe('Internal SMS');
  });

  it('reach as far as their scopes say: 77 the own extension, 5 the account and beyond', () => {
    const counts = { own: 0, everything: 0 };
    for (const { permission, scopes } of profile) {
      const id = `permission.${permission.id}`;
      if (scopes.includes('Self')) {
        counts.own += 1;
        const isAboutCalls = ['ReadCallLog', 'EditCallLog', 'ReadCallRecordings'].includes(permission.id);
        const [mine, other] = isAboutCalls ? [{ from: me }, { from: colleague }] : [me, colleague];
        expect([id, may.can(id, mine)]).toEqual([id, true]);
        expect([id, may.check(id, other)]).toMatchObject([id, { status: 'denied', reason: 'out-of-scope' }]);
      } else {
        counts.everything += 1;
        expect([id, may.can(id)]).toEqual([id, true]);
      }
    }
    expect(counts).toEqual({ own: 77, everything: 5 });
  });

  it.each([
    [['UserExtensions'], { colleague: true, queue: false }],
    [['NonUserExtensions'], { colleague: false, queue: true }],
    [['UserExtensions', 'NonUserExtensions'], { colleague: true, queue: true }],
    [['AllExtensions'], { colleague: true, queue: true }],
    [['Self', 'Account'], { colleague: true, queue: true }],
    [['Self'], { colleague: false, queue: false }],
    [['Self', 'EveryExtensionOnMars'], { colleague: false, queue: false }],
  ])('with the scopes %s reach %o', (scopes, expected) => {
    const may = evaluate(profileWith('EditUserInfo', scopes)).may;
    expect({
      colleague: may.can('permission.EditUserInfo', colleague),
      queue: may.can('permission.EditUserInfo', queue),
    }).toEqual(expected);
  });

  it('reach no extension of a type that nobody has heard of', () => {
    const { may } = evaluate(profileWith('EditUserInfo', ['UserExtensions', 'NonUserExtensions']));
    expect(may.can('permission.EditUserInfo', { id: 9, type: 'Hologram' })).toBe(false);
    expect(may.can('permission.EditUserInfo', { id: 9 })).toBe(false);
  });

  it('are for the server to decide where the role decides', () => {
    const { may } = evaluate(profileWith('EditUserInfo', ['Self', 'RoleBased']));
    expect(may.can('permission.EditUserInfo', me)).toBe(true);
    expect(may.check('permission.EditUserInfo', colleague)).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    const plain = evaluate(profileWith('Sites', ['RoleBased'])).may;
    expect(plain.check('permission.Sites')).toMatchObject({ status: 'unknown', cause: 'ask-server' });
  });

  it('grant nothing with a scope that nobody has heard of, or with none', () => {
    for (const scopes of [['Galaxy'], [], ['__proto__'], ['constructor']]) {
      const { set, may } = evaluate(profileWith('ReadUserInfo', scopes));
      expect(set.grants.filter(({ permission }) => permission === 'permission.ReadUserInfo')).toEqual([]);
      expect(may.check('permission.ReadUserInfo')).toMatchObject({ status: 'denied', reason: 'not-granted' });
    }
  });

  it('that several roles give unite', () => {
    const held = (role: string, scopes: readonly string[]) => ({
      permission: { id: 'EditUserInfo' },
      effectiveRole: { id: role },
      scopes,
    });
    const permissions = [held('1', ['Self']), held('2', ['NonUserExtensions'])];
    const { may, set } = evaluate({ ...answers, authzProfile: { permissions } });
    expect([me, queue, colleague].map((one) => may.can('permission.EditUserInfo', one))).toEqual([true, true, false]);
    expect(set.subject.roles).toEqual(['role-1', 'role-2']);
    expect(may.check('permission.EditUserInfo', queue)).toMatchObject({ by: { from: 'role:role-2' } });
  });

  it('whose id cannot be a name are left out', () => {
    for (const id of ['__proto__', 'a b', 'x.y', '-', '😀']) {
      const { set, catalog } = evaluate(profileWith(id, ['AllExtensions']));
      expect(set.grants.some(({ permission }) => permission.startsWith('permission.'))).toBe(false);
      expect(Object.keys(catalog.permissions)).not.toContain(`permission.${id}`);
    }
  });
});

describe('the features', () => {
  const { catalog, may } = evaluate();
  const features = records('features') as readonly {
    id: string;
    available: boolean;
    reason?: { code: string; permission?: string };
  }[];
  const reasons: Record<string, string> = {
    ServicePlanLimitation: 'plan',
    AccountLimitation: 'account',
    ExtensionLimitation: 'unsupported',
    ExtensionTypeLimitation: 'unsupported',
    InsufficientPermissions: 'prerequisite',
  };

  it('are 253, 130 of them available, and each is decided as its record says, with its reason in our words', () => {
    expect(features).toHaveLength(253);
    const counts: Record<string, number> = {};
    for (const { id, available, reason } of features) {
      const decision = may.check(`feature.${id}`);
      const told = available ? 'allowed' : reasons[reason?.code ?? ''];
      expect([id, decision]).toMatchObject([
        id,
        available ? { status: 'allowed' } : { status: 'denied', reason: told },
      ]);
      counts[told ?? 'untold'] = (counts[told ?? 'untold'] ?? 0) + 1;
    }
    expect(counts).toEqual({ allowed: 130, plan: 5, account: 39, unsupported: 2, prerequisite: 77 });
  });

  it('that lack a permission name it, in the catalog and in the denial, and nobody is granted that permission', () => {
    const lacking = features.filter(({ reason }) => reason?.code === 'InsufficientPermissions');
    expect(lacking).toHaveLength(77);
    for (const { id, reason } of lacking) {
      const needed = `permission.${reason?.permission}`;
      expect(catalog.permissions[`feature.${id}`]?.requires).toEqual([needed]);
      expect(may.check(`feature.${id}`)).toMatchObject({ by: { from: `implied:${needed}` } });
      expect([needed, may.canSome(needed)]).toEqual([needed, false]);
    }
  });

  it('that are listed twice are there once', () => {
    expect(features.filter(({ id }) => id === 'OutboundCallPrefix')).toHaveLength(2);
    expect(evaluate().set.grants.filter(({ permission }) => permission === 'feature.OutboundCallPrefix')).toHaveLength(
      1,
    );
  });

  it('that are listed as available and as not are not', () => {
    const twice = [
      { id: 'HUD', available: true },
      { id: 'HUD', available: false },
    ];
    for (const list of [twice, twice.toReversed()]) {
      expect(evaluate({ ...answers, features: { records: list } }).may.check('feature.HUD')).toMatchObject({
        reason: 'denied',
      });
    }
  });

  it.each([
    ['ConfigurationLimitation', 'configuration'],
    ['AccountTypeLimitation', 'account'],
    ['MercuryInRetrograde', 'denied'],
    ['__proto__', 'denied'],
  ])('denied for %s are denied for %s', (code, reason) => {
    const features = { records: [{ id: 'HUD', available: false, reason: { code, message: '' } }] };
    expect(evaluate({ ...answers, features }).may.check('feature.HUD')).toMatchObject({ status: 'denied', reason });
  });

  it('that are not available without a reason are denied', () => {
    const features = { records: [{ id: 'HUD', available: false }] };
    expect(evaluate({ ...answers, features }).may.check('feature.HUD')).toMatchObject({
      status: 'denied',
      reason: 'denied',
    });
  });

  it('bring their limits as numbers, which are closed where the feature is', () => {
    expect(may.value('feature.HUD.limitMax')).toBe(100);
    expect(may.value('feature.FreeSoftPhones.limitMax')).toBe(4);
    expect(may.value('feature.InternalCalling.extensionNumberLengthMax')).toBe(5);
    const params = [{ name: 'limitMax', value: '100' }];
    const closed = { records: [{ id: 'HUD', available: false, params }] };
    expect(evaluate({ ...answers, features: closed }).may.value('feature.HUD.limitMax')).toBe(0);
  });
});

describe('the rights on other extensions', () => {
  it('are the twelve switches of the three records, on exactly these queues', () => {
    const { may, catalog } = evaluate();
    const grants = records('extension-grants') as readonly (Record<string, unknown> & { extension: { id: string } })[];
    const queues = records('call-queues');
    expect([grants.length, queues.length]).toEqual([3, 3]);
    let held = 0;
    for (const [i, grant] of grants.entries()) {
      const switches = Object.entries(grant).filter(([, value]) => typeof value === 'boolean');
      expect(switches).toHaveLength(12);
      for (const [right, value] of switches) {
        const answer = [may.can(`extension.${right}`, grant.extension), may.can(`extension.${right}`, queues[i] ?? {})];
        expect([right, ...answer]).toEqual([right, value, value]);
        held += Number(value);
      }
    }
    expect(held).toBe(10);
    expect(Object.keys(catalog.permissions).filter((id) => id.startsWith('extension.'))).toHaveLength(12);
  });

  it('tell queues from other extensions', () => {
    expect(evaluate().may.scopeOf('extension.callQueueSetup').includes).toEqual([
      { in: { queue: ['11570443004', '11890538004'] } },
    ]);
    const records = [{ extension: { id: 771, type: 'User' }, callPickup: true, teleport: true }];
    const { may, set } = evaluate({ ...answers, extensionGrants: { records } });
    expect(may.scopeOf('extension.callPickup').includes).toEqual([{ in: { extension: ['771'] } }]);
    expect([colleague, me].map((one) => may.can('extension.callPickup', one))).toEqual([true, false]);
    expect(set.grants.some(({ permission }) => permission.includes('teleport'))).toBe(false);
  });
});

describe('the call log', () => {
  const read = 'permission.ReadCallLog';

  it('is filtered as RingCentral sends it: neither published call is of this extension or its direct numbers', () => {
    const { may, set } = evaluate();
    expect(set.subject).toMatchObject({ id: '208594004', tenant: '208594004', extensions: ['208594004'] });
    expect(set.subject.memberships).toEqual({
      extensionNumber: ['101'],
      number: ['+12098415555', '+12108195555', '+14036092222'],
      queue: ['208594004'],
    });
    expect(may.filter(read, records('callLog'))).toEqual([]);
    expect(may.check(read, outbound ?? {})).toMatchObject({ status: 'denied', reason: 'out-of-scope' });
  });

  it('shows a call to the user whose extension number is on it', () => {
    const { may } = evaluate({ ...answers, extensionInfo: { id: 771, extensionNumber: '102', account: { id: 1 } } });
    expect(may.filter(read, records('callLog'))).toEqual([inbound]);
  });

  it('shows a call to the user whose direct number is on it, and not to one whose company owns the number', () => {
    const numbers = (usageType: string) => ({
      records: [
        { phoneNumber: '+987654321', usageType },
        { phoneNumber: '+123456778', usageType },
      ],
    });
    const { may } = evaluate({ ...answers, phoneNumbers: numbers('DirectNumber') });
    expect(may.filter(read, records('callLog'))).toEqual([outbound, inbound]);
    for (const usage of ['CompanyNumber', 'MainCompanyNumber', 'ForwardedNumber', 'NewKind']) {
      expect(evaluate({ ...answers, phoneNumbers: numbers(usage) }).may.filter(read, records('callLog'))).toEqual([]);
    }
  });

  it.each(['AllExtensions', 'Account'])('shows everything to the scope %s', (scope) => {
    expect(evaluate(profileWith('ReadCallLog', [scope])).may.filter(read, records('callLog'))).toEqual([
      outbound,
      inbound,
    ]);
  });

  it.each(['UserExtensions', 'NonUserExtensions', 'RoleBased'])(
    'is for the server to decide with the scope %s, since a call does not show types',
    (scope) => {
      const { may } = evaluate(profileWith('ReadCallLog', [scope]));
      expect(may.filter(read, records('callLog'))).toEqual([]);
      expect(may.check(read, inbound ?? {})).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    },
  );

  it('knows the parties of a live call by extension id', () => {
    const party = fixture('partySupervise') as object;
    const as = (id: string) => evaluate({ ...answers, extensionInfo: { id, account: { id: 1 } } }).may.can(read, party);
    expect([as('1028960004'), as('1394474004'), as('624886004')]).toEqual([true, true, false]);
  });

  it('does not take an extension id for an extension number, nor a number for either', () => {
    const { may } = evaluate({ ...answers, extensionInfo: { id: 102, extensionNumber: '7', account: { id: 1 } } });
    expect(may.filter(read, records('callLog'))).toEqual([]);
  });
});

describe('a set made from them', () => {
  it('carries the stamp that it was given', () => {
    expect(ringcentralGrants(answers, { catalog: 'acme', revision: 4, issuedAt: 5, expiresAt: 6 })).toMatchObject({
      catalog: 'acme',
      revision: 4,
      issuedAt: 5,
      expiresAt: 6,
    });
    expect(ringcentralCatalog(answers, { id: 'acme' }).id).toBe('acme');
  });
});
