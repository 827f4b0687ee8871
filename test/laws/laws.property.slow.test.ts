import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Grant, GrantSet } from '../../src/model/grant.js';
import type { Scope } from '../../src/model/scope.js';
import { parseGrantSet } from '../../src/model/wire.js';
import { drawWorld, questions, resourceOf, type World } from '../reference/agreement.js';
import { factsOf } from '../reference/facts.js';
import { drawSpecOf } from '../reference/generators/catalogs.js';
import { type Draw, once, pick, several, shuffled } from '../reference/generators/draw.js';
import { drawGrant } from '../reference/generators/grants.js';
import { dimensionNames, permissionNames } from '../reference/generators/names.js';
import { drawScope } from '../reference/generators/scopes.js';
import { isOwn } from '../reference/reach.js';
import { runs } from '../reference/runs.js';
import { referenceEvaluator } from '../reference/referenceEvaluator.js';

// A world takes hundreds of steps to shrink, each as long as a run: it is shown as it was drawn.
const options = { numRuns: runs(300), endOnFailure: true };

/** Runs a law in random worlds, with more random choices at hand. */
function inWorlds(law: (world: World, draw: Draw) => void): void {
  fc.assert(
    fc.property(fc.gen(), (draw) => law(drawWorld(draw), draw)),
    options,
  );
}

const evaluatorOf = ({ catalog, now }: World, set: GrantSet): Evaluator => createEvaluator(catalog, set, { now });

/** Every question and its answer with the reason and the grant that is named. */
function answers(may: Evaluator, records: readonly object[]): unknown {
  return questions.map((id) => ({
    id,
    decisions: [...records, undefined].map((record) => may.check(id, record)),
    scope: may.scopeOf(id),
    value: may.value(id),
    some: may.canSome(id),
  }));
}

/** The pairs of permission and record that are allowed. */
function allowed(may: Evaluator, records: readonly object[]): string[] {
  return questions.flatMap((id) =>
    [...records, undefined].flatMap((record, i) => (may.can(id, record) ? [`${id} on ${i}`] : [])),
  );
}

function expectNoMore(less: Evaluator, more: Evaluator, records: readonly object[]): void {
  expect(allowed(more, records)).toEqual(expect.arrayContaining(allowed(less, records)));
}

test('any order of the grants gives the same answers, and names the same grants (law 2)', () => {
  inWorlds((world, draw) => {
    const other = { ...world.set, grants: shuffled(draw, world.set.grants) };
    expect(answers(evaluatorOf(world, other), world.records)).toEqual(
      answers(evaluatorOf(world, world.set), world.records),
    );
  });
});

test('any order of roles, packages, overrides and of their grants gives the same grant set (law 2)', () => {
  inWorlds(({ catalog, member }, draw) => {
    const entries = <T>(table: Readonly<Record<string, T>>) =>
      Object.fromEntries(shuffled(draw, Object.entries(table)));
    const shuffledGrants = <T extends { readonly grants?: readonly unknown[] }>(bundle: T): T => ({
      ...bundle,
      ...(bundle.grants && { grants: shuffled(draw, bundle.grants) }),
    });
    const each = <T extends { readonly grants?: readonly unknown[] }>(table: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(entries(table)).map(([id, bundle]) => [id, shuffledGrants(bundle)]));
    const other = checkCatalog({
      ...catalog,
      permissions: entries(catalog.permissions),
      roles: each(catalog.roles),
      packages: each(catalog.packages ?? {}),
      baseline: shuffled(draw, catalog.baseline ?? []),
    });
    const again = {
      ...member,
      roles: shuffled(draw, member.roles),
      packages: shuffled(draw, member.packages),
      overrides: shuffled(draw, member.overrides),
    };
    expect(resolveGrants(other, again).grants).toEqual(resolveGrants(catalog, member).grants);
  });
});

test('a deny is never outweighed: one more of them allows nothing that was not allowed before (law 2)', () => {
  inWorlds((world, draw) => {
    const { catalog, set, records } = world;
    const deny: Grant = { ...drawGrant(draw, catalog, permissionNames), effect: 'deny' };
    const more = { ...set, grants: [...set.grants, deny] };
    expectNoMore(evaluatorOf(world, more), evaluatorOf(world, set), records);
  });
});

test('a deny without a scope leaves nothing of its permission, whatever else is granted (law 2)', () => {
  inWorlds((world, draw) => {
    const permission = pick(draw, permissionNames);
    const deny: Grant = { permission, effect: 'deny', from: 'baseline' };
    const may = evaluatorOf(world, { ...world.set, grants: [...world.set.grants, deny] });
    expect([...world.records, undefined].filter((record) => may.can(permission, record))).toEqual([]);
    expect([may.canSome(permission), may.filter(permission, world.records)]).toEqual([false, []]);
  });
});

test('taking any allow away allows nothing that was not allowed before', () => {
  inWorlds((world, draw) => {
    const { set, records } = world;
    const grants = set.grants.filter((grant) => grant.effect === 'deny' || once(draw, 2));
    expectNoMore(evaluatorOf(world, { ...set, grants }), evaluatorOf(world, set), records);
  });
});

test('a grant that only the server can decide allows nothing by itself', () => {
  inWorlds((world) => {
    const grants = world.set.grants.map((grant): Grant => ({ ...grant, conditional: true }));
    const may = evaluatorOf(world, { ...world.set, grants });
    expect(allowed(may, world.records)).toEqual([]);
    expect(questions.filter((id) => may.canSome(id))).toEqual([]);
  });
});

test('the keys of a scope unite, and `within` takes away from them (law 4)', () => {
  inWorlds((world, draw) => {
    const permission = permissionNames.find((id) => resourceOf(world.catalog, id)) ?? pick(draw, permissionNames);
    const scope = drawScope(draw, Object.keys(world.catalog.dimensions));
    const holding = (one: Scope) =>
      evaluatorOf(world, { ...world.set, grants: [{ permission, effect: 'allow', from: 'member', scope: one }] });
    if (scope === 'all') return;
    const { within, ...rest } = scope;
    const parts: Scope[] = [
      ...(rest.all ? [{ all: true } as const] : []),
      ...(rest.own ? [{ own: true } as const] : []),
      ...Object.entries(rest.in ?? {}).map(([dimension, reach]) => ({ in: { [dimension]: reach ?? [] } })),
    ];
    const limits = Object.entries(within ?? {}).map(([dimension, reach]) => ({ in: { [dimension]: reach ?? [] } }));
    for (const record of world.records) {
      const united = parts.some((part) => holding(part).can(permission, record));
      const kept = limits.every((limit) => holding({ all: true, within: limit.in }).can(permission, record));
      expect(holding(scope).can(permission, record)).toBe(united && kept);
    }
  });
});

test('without an own extension on the record and without owning it, nothing is own (law 5)', () => {
  inWorlds((world) => {
    const grants = permissionNames.map((permission): Grant => ({
      permission,
      effect: 'allow',
      from: 'member',
      scope: { own: true },
    }));
    const may = evaluatorOf(world, { ...world.set, grants });
    for (const id of permissionNames) {
      const resource = resourceOf(world.catalog, id);
      if (!resource) continue;
      const own = world.records.filter((record) => isOwn(world.set.subject, factsOf(resource, record)));
      expect(own).toEqual(expect.arrayContaining(may.filter(id, world.records)));
    }
  });
});

test('plans and licences only ever take away (law 6)', () => {
  inWorlds((world) => {
    const permissions = Object.entries(world.catalog.permissions).map(([id, permission]) => {
      const { plans: _, licenses: __, ...rest } = permission;
      return [id, rest];
    });
    const free = checkCatalog({ ...world.catalog, permissions: Object.fromEntries(permissions) });
    expectNoMore(evaluatorOf(world, world.set), evaluatorOf({ ...world, catalog: free }, world.set), world.records);
  });
});

test('an override that was removed leaves exactly what roles and packages give (law 7)', () => {
  inWorlds(({ catalog, member }, draw) => {
    const permission = pick(draw, permissionNames);
    const plain = { ...member, overrides: [] };
    const overridden = { ...plain, overrides: [{ permission, effect: 'deny' as const }] };
    expect(resolveGrants(catalog, { ...overridden, overrides: [] })).toEqual(resolveGrants(catalog, plain));
    const left = resolveGrants(catalog, overridden).grants.filter((grant) => grant.permission === permission);
    expect(left).toEqual([{ permission, effect: 'deny', from: 'member' }]);
  });
});

test('scopeOf tells exactly how far the grants reach, consent and prerequisites aside (law 3)', () => {
  inWorlds((world) => {
    const { catalog, set, now, records } = world;
    const law = referenceEvaluator(catalog, set, now);
    const may = evaluatorOf(world, set);
    for (const id of permissionNames) {
      const resource = resourceOf(catalog, id);
      if (!resource) continue;
      const { includes, excludes } = may.scopeOf(id);
      const plain = checkCatalog({
        ...catalog,
        ...{ baseline: [], roles: {}, packages: {}, conflicts: [] },
        permissions: { [id]: { kind: 'right', label: id, on: onOf(world, id) } },
      });
      const grants = [
        ...includes.map((scope): Grant => ({ permission: id, effect: 'allow', from: 'member', scope })),
        ...excludes.map((scope): Grant => ({ permission: id, effect: 'deny', from: 'member', scope })),
      ];
      const { onBehalfOf, ...own } = set;
      const nobody = { ...own, expiresAt: Infinity, subject: { ...set.subject, memberships: {} }, grants };
      const told = createEvaluator(plain, { ...nobody, catalog: catalog.id }, { now }).filter(id, records);
      const reached = records.filter((record) => law.isInReach(id, record));
      // Of an agent one scope cannot say what two people own: it says less, never more.
      if (onBehalfOf) expect(reached).toEqual(expect.arrayContaining(told));
      else expect(told).toEqual(reached);
    }
  });
});

function onOf({ catalog }: World, id: string): string {
  const permission = catalog.permissions[id];
  return (permission?.kind === 'right' && permission.on) || '';
}

test('nothing changes before nextChangeAt', () => {
  inWorlds((world, draw) => {
    const may = evaluatorOf(world, world.set);
    const until = may.nextChangeAt ?? world.now + 100;
    const now = world.now + draw(fc.double, { min: 0, max: 0.999, noNaN: true }) * (until - world.now);
    expect(answers(evaluatorOf({ ...world, now }, world.set), world.records)).toEqual(answers(may, world.records));
  });
});

test('what resolveGrants makes survives the wire, and making it again makes the same', () => {
  inWorlds(({ catalog, member }) => {
    const ids = (list: readonly string[]) => list.filter((id) => id !== '');
    const memberships = Object.entries(member.memberships).map(([dimension, list]) => [dimension, ids(list)]);
    const readable = {
      ...member,
      id: member.id || 'me',
      extensions: ids(member.extensions),
      memberships: Object.fromEntries(memberships) as Record<string, readonly string[]>,
      overrides: member.overrides.filter((override) => !JSON.stringify(override).includes('""')),
    };
    const set = resolveGrants(catalog, readable);
    expect(resolveGrants(catalog, readable)).toEqual(set);
    if (JSON.stringify(set).includes('""')) return;
    expect(parseGrantSet(JSON.parse(JSON.stringify(set)))).toEqual(set);
  });
});

test("packages and overrides never give a role's holder more than the role gives or says may be given", () => {
  inWorlds((world, draw) => {
    const { now, member, records } = world;
    // With a conflict, who holds more may be left with less.
    const catalog = withoutOptionGrants({ ...world.catalog, conflicts: [] });
    const spec = (): GrantSpec => drawSpecOf(draw, catalog);
    const roles = mapped(catalog.roles, () => ({
      label: 'limited',
      grants: several(draw, 0, 2, spec),
      grantable: several(draw, 0, 2, spec),
    }));
    const limited = checkCatalog({ ...catalog, roles });
    const most = checkCatalog({
      ...limited,
      baseline: allowsOf(limited.baseline),
      roles: mapped(roles, ({ grants, grantable }) => ({
        label: 'most',
        grants: [...allowsOf(grants), ...allowsOf(grantable)],
      })),
    });
    // What the role says of all its holders: one of them may be restricted to less.
    const { within: _, ...unrestricted } = member;
    const bare = { ...unrestricted, packages: [], overrides: [] };
    expectNoMore(
      createEvaluator(limited, resolveGrants(limited, member), { now }),
      createEvaluator(most, resolveGrants(most, bare), { now }),
      records,
    );
  });
});

/** An option that gives less than another may still open more rights; then the lesser value is no restriction. */
function withoutOptionGrants(catalog: CatalogDefinition): CatalogDefinition {
  const permissions = mapped(catalog.permissions, (permission): PermissionDefinition => {
    if (permission.kind !== 'choice') return permission;
    return { ...permission, options: permission.options.map(({ id, label }) => ({ id, label })) };
  });
  return { ...catalog, permissions };
}

function mapped<A, B>(table: Readonly<Record<string, A>>, change: (item: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([id, item]) => [id, change(item)]));
}

function allowsOf(specs: readonly GrantSpec[] = []): readonly GrantSpec[] {
  return specs.filter((spec) => typeof spec === 'string' || spec.effect !== 'deny');
}

test('whatever is asked about whatever, there is an answer and nothing is thrown (law 1)', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(fc.gen(), anything, fc.string(), (draw, record, id) => {
      const world = drawWorld(draw);
      const may = evaluatorOf(world, world.set);
      for (const permission of [id, ...questions]) {
        // Whatever it is, a caller without types can ask about it.
        const asked = record as object;
        expect(may.can(permission, asked)).toBe(may.check(permission, asked).status === 'allowed');
        expect(may.filter(permission, [asked]).length).toBeLessThanOrEqual(1);
        expect(may.canSome(permission)).toBeTypeOf('boolean');
      }
    }),
    options,
  );
});

test('dimensions that no catalog knows add nothing to an allow', () => {
  inWorlds((world) => {
    const strange = dimensionNames.filter((name) => !Object.hasOwn(world.catalog.dimensions, name));
    const grants = world.set.grants.map((grant): Grant => ({
      ...grant,
      effect: 'allow',
      scope: { in: Object.fromEntries(strange.map((name) => [name, 'any' as const])) },
    }));
    const may = evaluatorOf(world, { ...world.set, grants });
    expect(allowed(may, world.records)).toEqual([]);
  });
});
