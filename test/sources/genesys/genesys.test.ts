import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { genesysCatalog, genesysGrants } from '../../../src/sources/genesys/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { fixture } from '../fixture.js';

const strings = fixture('genesys/permission-strings-from-sdk-docs') as readonly string[];
const catalog = genesysCatalog(strings);

const role = (name: string) => ({
  ...(fixture(`genesys/role-${name}.from-terraform-example`) as object),
  id: `role of ${name}`,
});
const user = { id: 'ada', organization: { id: 'acme' } };

function evaluate(grants: unknown, over = catalog) {
  const made = genesysGrants({ user, subject: { id: 'ada', grants } }, { catalog: over });
  const set = parseGrantSet(JSON.parse(JSON.stringify(made)));
  return { set, may: createEvaluator(over, set, { now: 0 }) };
}

const record = (division: string) => ({ id: 'x', division: { id: division } });
const held = (division: string, policies: unknown) => ({ division: { id: division }, role: { id: 'r1', policies } });
const policy = (more: object) => ({ domain: 'routing', entityName: 'queue', actions: ['view'], ...more });

describe('genesysCatalog', () => {
  it('has all of the 1,455 published permissions, each under a readable label in the section of its domain', () => {
    expect(strings).toHaveLength(1_455);
    expect(Object.keys(catalog.permissions)).toEqual(strings.map((string) => string.replaceAll(':', '.')));
    expect(catalog.permissions['analytics.conversationDetail.view']).toMatchObject({
      label: 'Conversation detail: view',
      on: 'entity',
    });
    expect(catalog.sections).toMatchObject({ 'domain-routing': { label: 'Routing' } });
  });

  it("takes Genesys Cloud's own list, with its labels and with what divisions do not matter for", () => {
    const action = (entityType: string, divisionAware: boolean) => ({
      domain: 'routing',
      entityType,
      action: 'view',
      label: `See ${entityType}`,
      divisionAware,
    });
    const entities = [
      { domain: 'routing', permissionMap: { queue: [action('queue', true)], settings: [action('settings', false)] } },
    ];
    const made = genesysCatalog({ entities });
    expect(made.permissions).toMatchObject({
      'routing.queue.view': { label: 'See queue', on: 'entity' },
      'routing.settings.view': { label: 'See settings' },
    });
    expect(made.permissions['routing.settings.view']).not.toHaveProperty('on');
    const { may } = evaluate([held('sales', [policy({ entityName: '*' })])], made);
    expect([
      may.can('routing.queue.view', record('sales')),
      may.can('routing.queue.view', record('other')),
      may.can('routing.settings.view'),
    ]).toEqual([true, false, true]);
  });

  it('leaves out words that cannot be a name', () => {
    expect(Object.keys(genesysCatalog(['a:b:c', 'a:*:c', 'a b:c:d', '__proto__:b:c']).permissions)).toEqual(['a.b.c']);
  });
});

describe('genesysGrants', () => {
  it('opens every entity of a domain under a wildcard, for the actions of the published role', () => {
    const { may, set } = evaluate([{ division: { id: 'sales' }, role: role('wildcard') }]);
    const directory = Object.keys(catalog.permissions).filter((id) => id.startsWith('directory.'));
    const opened = directory.filter((id) => id.endsWith('.add') || id.endsWith('.edit'));
    expect(opened.length).toBeGreaterThan(5);
    for (const id of Object.keys(catalog.permissions)) {
      expect([id, may.can(id, record('sales')), may.can(id, record('support'))]).toEqual([
        id,
        opened.includes(id),
        false,
      ]);
    }
    expect(set.subject).toMatchObject({ id: 'ada', tenant: 'acme', roles: ['role-role-of-wildcard---2d-20-20'] });
  });

  it('leaves a policy with a condition, as in the published role, to the server', () => {
    const { may } = evaluate([{ division: { id: '*' }, role: role('conditional') }]);
    for (const action of ['add', 'edit']) {
      expect(may.check(`quality.evaluation.${action}`, record('any'))).toMatchObject({
        status: 'unknown',
        cause: 'ask-server',
      });
      expect(may.canSome(`quality.evaluation.${action}`)).toBe(false);
    }
    expect(may.check('quality.evaluation.view', record('any'))).toMatchObject({ status: 'denied' });
  });

  it.each(['condition', 'resourceCondition', 'resourceConditionNode', 'namedResources'])(
    'takes a %s for a condition, unless it is empty',
    (key) => {
      for (const condition of ['x == y', { conjunction: 'AND' }, ['a']]) {
        expect(evaluate([held('*', [policy({ [key]: condition })])]).may.can('routing.queue.view', record('a'))).toBe(
          false,
        );
      }
      for (const none of ['', null, []]) {
        expect(evaluate([held('*', [policy({ [key]: none })])]).may.can('routing.queue.view', record('a'))).toBe(true);
      }
    },
  );

  it('holds a role in its division only, everywhere under `*`, and in all of them together', () => {
    const { may } = evaluate([
      held('sales', [policy({})]),
      held('support', [policy({})]),
      held('*', [policy({ actions: ['*'], entityName: 'wrapupCode' })]),
    ]);
    expect(['sales', 'support', 'other'].map((division) => may.can('routing.queue.view', record(division)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(may.can('routing.queue.view', {})).toBe(false);
    expect(may.can('routing.wrapupCode.delete', record('other'))).toBe(true);
    expect(may.can('routing.wrapupCode.delete', {})).toBe(true);
    expect(may.scopeOf('routing.queue.view').includes).toEqual([{ in: { division: ['sales', 'support'] } }]);
  });

  it('opens nothing for old permission names, other domains, and roles without policies', () => {
    const { set } = evaluate([
      { division: { id: '*' }, role: { id: 'r', permissions: ['group_creation'] } },
      held('*', []),
      held('*', [
        policy({ domain: 'nowhere', entityName: '*' }),
        policy({ domain: '*', entityName: '*', actions: ['*'] }),
      ]),
    ]);
    expect(set.grants).toEqual([]);
  });

  it.each([
    [{ user: {} }, 'user.id', 'missing'],
    [{ user: { id: 'ada' } }, 'user.organization', 'missing'],
    [{ subject: {} }, 'subject.grants', 'missing'],
    [{ subject: { grants: [{ division: { id: '*' } }] } }, 'subject.grants[0].role', 'missing'],
    [{ subject: { grants: [{ role: { id: 'r' } }] } }, 'subject.grants[0].division', 'missing'],
    [
      { subject: { grants: [held('*', [policy({ actions: 'view' })])] } },
      'subject.grants[0].role.policies[0].actions',
      "'view'",
    ],
    [
      { subject: { grants: [held('*', [policy({ condition: 7 })])] } },
      'subject.grants[0].role.policies[0].condition',
      '7',
    ],
  ])('refuses %j, naming the path', (given, path, found) => {
    const refused = () => genesysGrants({ user, subject: { grants: [] }, ...given }, { catalog });
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow(` ${path} is ${found},`);
  });

  it('refuses a list of permissions that is none', () => {
    for (const [permissions, path] of [
      [{}, 'permissions.entities'],
      [['a:b'], 'permissions[0]'],
      [[{ permissionMap: { queue: 'view' } }], 'permissions[0].permissionMap.queue'],
    ] as const) {
      expect(() => genesysCatalog(permissions)).toThrow(` ${path} is `);
    }
  });
});
