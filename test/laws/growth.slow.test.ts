// Law 15: no work grows faster than n log n, measured on the worst shapes known, and the largest inputs there may be.
import { describe, expect, test } from 'vitest';
import { advise } from '../../src/evaluator/report/advise.js';
import { applyEdits } from '../../src/evaluator/resolve/applyEdits.js';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { diffGrants } from '../../src/evaluator/resolve/diffGrants.js';
import { explain } from '../../src/evaluator/report/explain.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import { toSql } from '../../src/evaluator/decide/toSql.js';
import { whoCan } from '../../src/evaluator/report/whoCan.js';
import type { CatalogDefinition, GrantSpec, PermissionDefinition, RoleDefinition } from '../../src/model/catalog.js';
import { CatalogError, checkCatalog } from '../../src/model/defineCatalog.js';
import type { Grant } from '../../src/model/grant.js';
import { limits } from '../../src/model/limits.js';
import type { Member, Override } from '../../src/model/member.js';
import type { Reaches } from '../../src/model/scope.js';
import { parseGrantSet, safeParseGrantSet } from '../../src/model/wire.js';
import { person } from '../presets/ask.js';
import { grantOf, setOf } from '../evaluator/small.js';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const idsOf = (n: number, prefix = 'q') => times(n, (i) => `${prefix}${i}`);
const dimensions = ['queue', 'line', 'group', 'number'];
const label = 'x';
const right = { kind: 'right', label } as const;
const onCall = { ...right, on: 'call' } as const;

/** A catalog of the test's own permissions beside those that rule its administration. */
function catalogOf(permissions: Readonly<Record<string, PermissionDefinition>>, more: Partial<CatalogDefinition> = {}) {
  const roles = {
    owner: { label, unrestricted: true },
    agent: { label, grants: [{ permission: 'calls.view', scope: { own: true } }] },
    ...more.roles,
  } as const;
  return checkCatalog({
    id: 'small',
    dimensions: Object.fromEntries([...dimensions, 'extension'].map((id) => [id, { label }])),
    resources: {
      call: {
        label,
        owner: 'userId',
        dimensions: Object.fromEntries([...dimensions, 'extension'].map((id) => [id, id])),
      },
      user: { label, owner: 'id', dimensions: { queue: 'memberships.queue' } },
    },
    delegation: { resource: 'user', manage: 'team.manage', editRole: 'team.roles' },
    ...more,
    permissions: {
      'team.manage': { ...right, on: 'user' },
      'team.roles': right,
      'calls.view': onCall,
      ...permissions,
    },
    roles,
  });
}

const rights = (n: number, each: (i: number) => Partial<PermissionDefinition> = () => ({})) =>
  Object.fromEntries(times(n, (i) => [`p.r${i}`, { ...onCall, ...each(i) } as PermissionDefinition]));
const ofAll = (n: number): GrantSpec[] => times(n, (i) => ({ permission: `p.r${i}`, scope: 'all' }));
const plain = catalogOf({});
const owner = person({ id: 'olga', roles: ['owner'] });
const agent = (rest: Partial<Member> = {}) => person({ id: 'ann', roles: ['agent'], ...rest });
const by = (catalog: typeof plain, actor: Member) =>
  createDelegation(catalog, resolveGrants(catalog, actor), { now: 0 });
const lists = (n: number, prefix = 'q'): Reaches =>
  Object.fromEntries(dimensions.map((dimension) => [dimension, idsOf(Math.ceil(n / 8), prefix)]));
const view = (scope: Override['scope'], effect: Override['effect'] = 'allow'): Override => ({
  permission: 'calls.view',
  effect,
  ...(scope !== undefined && { scope }),
});
const own = (n: number): Override[] => times(n, (i) => ({ permission: `p.r${i}`, effect: 'allow', scope: 'all' }));
/** As many scopes of the same permission, each within limits of its own. */
const narrow = (n: number): Grant[] =>
  times(n, (i) => grantOf({ permission: 'calls.view', scope: { in: { queue: [`q${i}`] } } }));

/** A figure for whoever reads the output; nothing is decided by it. */
const figure = (text: string) => void process.stdout.write(`${text}\n`);

interface Work {
  readonly says: string;
  /** Prepares input of a size; what it returns is measured. */
  readonly of: (n: number) => () => unknown;
  /** The smaller of the two sizes; the other one is eight times as large. */
  readonly n?: number;
}

const work: readonly Work[] = [
  {
    says: 'an edit of a member with lists in four dimensions and the same as limits',
    n: 1_000,
    of: (n) => {
      const ann = agent({ overrides: [view({ in: lists(n), within: lists(n) })] });
      const delegation = by(plain, owner);
      return () => [
        delegation.canEdit(ann, [{ op: 'review', at: 1 }]),
        delegation.canSet(ann, 'calls.view', view({ in: lists(n), within: lists(n + 8) })),
        delegation.canEdit(ann, [{ op: 'set-memberships', dimension: 'queue', ids: idsOf(n / 4) }]),
      ];
    },
  },
  {
    says: 'n ids given by somebody who has other n ids',
    n: 1_000,
    of: (n) => {
      const lea = person({ id: 'lea', roles: ['owner'], overrides: [view({ in: lists(n) })] });
      const delegation = by(plain, lea);
      return () => delegation.canSet(agent(), 'calls.view', view({ in: lists(n, 'x') }));
    },
  },
  {
    says: 'canSome with an allow and a deny of the same ids',
    n: 2_000,
    of: (n) => () => {
      const grants = [view({ in: lists(n) }), view({ in: lists(n) }, 'deny')].map(grantOf);
      return createEvaluator(plain, setOf(grants), { now: 0 }).canSome('calls.view');
    },
  },
  {
    says: 'canSome, scopeOf, can, where and sql of n grants of one permission',
    n: 500,
    of: (n) => () => {
      const may = createEvaluator(plain, setOf(narrow(n)), { now: 0 });
      const columns = Object.fromEntries(dimensions.map((id) => [id, id]));
      return [
        may.canSome('calls.view'),
        may.scopeOf('calls.view'),
        may.can('calls.view', { queue: 'q1' }),
        toSql(may.where('calls.view'), { columns }),
        may.filter('calls.view', [{ queue: 'q1' }]),
      ];
    },
  },
  {
    says: 'canSet of each of n permissions for a member that has them all of its own',
    n: 500,
    of: (n) => {
      const catalog = catalogOf(rights(n));
      const delegation = by(catalog, owner);
      const ann = agent({ overrides: own(n) });
      // A few of them: each is to take no longer than n.
      return () => times(5, (i) => delegation.canSet(ann, `p.r${i}`, 'inherit'));
    },
  },
  {
    says: 'an edit that sets n permissions',
    n: 250,
    of: (n) => {
      const catalog = catalogOf(rights(n));
      const delegation = by(catalog, owner);
      return () => delegation.canChange(agent(), agent({ overrides: own(n) }));
    },
  },
  {
    says: 'another role for a member, in a catalog of n permissions',
    n: 500,
    of: (n) => {
      const catalog = catalogOf(rights(n), { roles: { all: { label, grants: ofAll(n), grantable: [] } } });
      const delegation = by(catalog, owner);
      return () => delegation.canAssignRole(agent(), 'all');
    },
  },
  {
    says: 'a role that gives n permissions, and no longer denies n others',
    n: 125,
    of: (n) => {
      const catalog = catalogOf(rights(2 * n));
      const [given, denied] = [ofAll(2 * n).slice(0, n), ofAll(2 * n).slice(n)];
      const before: RoleDefinition = {
        label,
        grants: denied.map((spec) => ({
          permission: typeof spec === 'string' ? spec : spec.permission,
          effect: 'deny',
        })),
      };
      const delegation = by(catalog, owner);
      return () => delegation.canChangeRole('agent', before, { label, grants: given });
    },
  },
  {
    says: 'a role that sets n choices with grants of their own',
    n: 60,
    of: (n) => {
      const choices = times(n, (i): [string, PermissionDefinition] => [
        `c.r${i}`,
        {
          kind: 'choice',
          label,
          default: 'some',
          options: [
            { id: 'none', label },
            { id: 'some', label, grants: [{ permission: `p.r${i}`, scope: { own: true } }] },
            { id: 'all', label, grants: [{ permission: `p.r${i}`, scope: 'all' }] },
          ],
        },
      ]);
      const catalog = catalogOf({ ...rights(n), ...Object.fromEntries(choices) });
      const delegation = by(catalog, owner);
      const grants = times(n, (i) => ({ permission: `c.r${i}`, value: 'all' }));
      return () => delegation.canChangeRole('agent', { label }, { label, grants });
    },
  },
  {
    says: 'a chain of n umbrellas',
    n: 1_000,
    of: (n) => {
      const chain = rights(n, (i) => (i + 1 < n ? { implies: [`p.r${i + 1}`] } : {}));
      return () => {
        const catalog = catalogOf(chain);
        const top: Override = { permission: 'p.r0', effect: 'allow', scope: 'all' };
        return [resolveGrants(catalog, agent({ overrides: [top] })), by(catalog, owner).canSet(agent(), 'p.r0', top)];
      };
    },
  },
  {
    says: 'umbrellas that meet again and again',
    n: 500,
    of: (n) => {
      const level = (i: number) => Math.floor(i / 2);
      const pairs = rights(n, (i) =>
        level(i) + 1 < n / 2 ? { implies: [0, 1].map((j) => `p.r${2 * level(i) + 2 + j}`) } : {},
      );
      const catalog = catalogOf(pairs);
      return () => resolveGrants(catalog, agent({ overrides: own(2) }));
    },
  },
  {
    says: 'resolveGrants of n roles and n packages and n overrides',
    n: 125,
    of: (n) => {
      const bundle = (i: number) => ({
        label,
        grants: [{ permission: `p.r${i}`, scope: { in: { queue: [`q${i}`] } } }],
      });
      const named = (prefix: string) => Object.fromEntries(times(n, (i) => [`${prefix}${i}`, bundle(i)]));
      const catalog = catalogOf(rights(n), { roles: named('r'), packages: named('k') });
      const ann = agent({ roles: idsOf(n, 'r'), packages: idsOf(n, 'k'), overrides: own(n / 2) });
      return () => resolveGrants(catalog, ann);
    },
  },
  {
    says: 'diffGrants of n grants against n others',
    n: 1_000,
    of: (n) => {
      const [before, after] = ['r', 's'].map((prefix) => setOf(times(n, (i) => ({ permission: `p.${prefix}${i}` }))));
      return () => before && after && diffGrants(before, after);
    },
  },
  {
    says: 'applyEdits of n edits',
    n: 1_000,
    of: (n) => {
      const ann = agent({ overrides: own(n), roles: idsOf(n, 'r') });
      return () =>
        applyEdits(ann, [
          ...own(n).map((override) => ({ op: 'set', ...override }) as const),
          ...times(n, (i) => ({ op: 'inherit', permission: `p.r${i}` }) as const),
          ...times(n, (i) => ({ op: 'add-role', role: `s${i}` }) as const),
          ...times(n, (i) => ({ op: 'remove-role', role: `r${i}` }) as const),
          ...times(n, (i) => ({ op: 'apply-package', package: `s${i}` }) as const),
        ]);
    },
  },
  {
    says: 'explain in a catalog of n permissions',
    n: 1_000,
    of: (n) => {
      const catalog = catalogOf(rights(n));
      const may = createEvaluator(catalog, resolveGrants(catalog, agent({ overrides: own(n) })), { now: 0 });
      // Of the last one nothing is held, so that every role is asked whether it gives it.
      return () => times(40, (i) => [explain(may, `p.r${i}`, {}), explain(may, 'team.roles')]);
    },
  },
  {
    says: 'advise about a member with n settings that are given already, in a catalog of n permissions',
    n: 60,
    of: (n) => {
      const requiring = rights(n, (i) => (i > 0 ? { requires: [`p.r${i % 2 === 0 ? 0 : i - 1}`] } : {}));
      const catalog = catalogOf(requiring, { roles: { all: { label, grants: ofAll(n), grantable: [] } } });
      const ann = agent({ roles: ['all'], overrides: own(n) });
      return () => advise(catalog, [ann], { now: 0 });
    },
  },
  {
    says: 'whoCan among n members in a catalog of many permissions',
    n: 200,
    of: (n) => {
      const catalog = catalogOf(rights(100));
      return () =>
        whoCan(
          catalog,
          'p.r7',
          { queue: 'q' },
          times(n, (i) => ({ ...agent(), id: `m${i}` })),
          { now: 0 },
        );
    },
  },
  {
    says: 'the table of n rows',
    n: 250,
    of: (n) => {
      const catalog = catalogOf(rights(n), {
        rows: times(n, (i) => ({ permission: `p.r${i}`, scope: 'all' as const })),
      });
      return () => accessTable(catalog);
    },
  },
  {
    says: 'parseGrantSet of n grants',
    n: 1_000,
    of: (n) => {
      const set: unknown = JSON.parse(JSON.stringify(setOf(narrow(n))));
      return () => parseGrantSet(set);
    },
  },
  {
    says: 'a catalog in which every name is wrong',
    n: 250,
    of: (n) => {
      const wrong = Object.fromEntries(
        times(n, (i) => [
          `p.r${i}`,
          { ...right, requires: [`no.r${i}`], section: 's', plans: ['p'], implies: [`no.r${i}`] } as const,
        ]),
      );
      return () => {
        try {
          return catalogOf(wrong);
        } catch (error) {
          return error;
        }
      };
    },
  },
];

/** Milliseconds that a processor worked for the quickest of several runs: what else the machine does is not counted. */
function quickest(run: () => unknown, runs: number): number {
  let best = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** How many times as long the second takes, by the quickest runs of both; more of them while others are in the way. */
function growth(small: () => unknown, large: () => unknown, most: number) {
  let [less, more] = [Infinity, Infinity];
  for (let round = 0; round < 8 && !(more / less < most); round += 1) {
    less = Math.min(less, quickest(small, 9));
    more = Math.min(more, quickest(large, 3));
  }
  return { less, more, times: more / less };
}

describe('eight times as much takes no more than a small multiple of eight times as long', () => {
  test.each(work)('$says', { timeout: 240_000 }, ({ says, of, n = 1_000 }) => {
    const [small, large] = [of(n), of(8 * n)];
    // Both are warm before either is measured. What grows with the square takes sixty-four times as long.
    quickest(small, 5);
    quickest(large, 1);
    const { less, more, times: ratio } = growth(small, large, 30);
    figure(`${says}: ${less.toFixed(2)} ms at ${n}, ${more.toFixed(2)} ms at ${8 * n}, ${ratio.toFixed(1)} times`);
    expect(ratio).toBeLessThan(30);
  });
});

describe('the largest', () => {
  test('member that there may be is edited within a small multiple of a usual one', { timeout: 60_000 }, () => {
    const scope = { in: lists(limits.scopeIds / 2), within: lists(limits.scopeIds / 2) };
    const edits = (ann: Member) => {
      const delegation = by(plain, owner);
      return quickest(
        () =>
          delegation.canEdit(ann, [
            { op: 'set', ...view(scope) },
            { op: 'review', at: 1 },
          ]),
        5,
      );
    };
    edits(agent());
    const usual = edits(agent({ overrides: [view({ in: lists(80) })] }));
    const largest = edits(agent({ overrides: [view(scope)] }));
    figure(`the largest member: ${largest.toFixed(2)} ms, a usual one: ${usual.toFixed(2)} ms`);
    expect(largest / Math.max(usual, 1)).toBeLessThan(50);
  });

  test('catalog is checked without running out of calls, and a larger one is refused', { timeout: 60_000 }, () => {
    const chain = rights(limits.permissions - 3, (i) => (i > 0 ? { implies: [`p.r${i - 1}`] } : {}));
    expect(Object.keys(catalogOf(chain).permissions)).toHaveLength(limits.permissions);
    expect(() => catalogOf(rights(limits.permissions))).toThrow(
      /permissions: found 10003 items, expected at most 10000/,
    );
    const roles = Object.fromEntries(times(limits.roles, (i) => [`r${i}`, { label }]));
    expect(() => catalogOf({}, { roles })).toThrow(/roles: found 2002 items/);
    const ids = idsOf(limits.scopeIds + 1);
    const wide = { label, grants: [{ permission: 'calls.view', scope: { in: { queue: ids } } }] };
    expect(() => catalogOf({}, { roles: { wide } })).toThrow(/roles\.wide\.grants\[0\]\.scope: found 10001 ids/);
  });

  test('chain of prerequisites is asked about, and a longer one is refused', () => {
    const requiring = (n: number) => rights(n + 1, (i) => (i > 0 ? { requires: [`p.r${i - 1}`] } : {}));
    const catalog = catalogOf(requiring(limits.depth));
    const may = createEvaluator(catalog, resolveGrants(catalog, owner), { now: 0 });
    expect(may.check(`p.r${limits.depth}`, {}).status).toBe('allowed');
    expect(() => catalogOf(requiring(limits.depth + 1))).toThrow(
      /permissions\.p\.r101\.requires: found 101 prerequisites one after the other, expected at most 100/,
    );
    for (const name of ['implies', 'requires'] as const) {
      const ring = rights(5_000, (i) => ({ [name]: [`p.r${(i + 1) % 5_000}`] }));
      expect(() => catalogOf(ring)).toThrow(CatalogError);
    }
  });

  test('nested input is refused, not walked to the end of its calls', () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    for (const scope of [deep, { in: { queue: deep } }, { in: deep }])
      expect(safeParseGrantSet(setOf([{ permission: 'calls.view', scope: scope as never }])).ok).toBe(false);
  });
});
