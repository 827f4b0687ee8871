// Law 11 on the five systems: random people try random edits, and what was permitted is held against what the giver has.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../src/evaluator/resolve/applyEdits.js';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { diffGrants } from '../../src/evaluator/resolve/diffGrants.js';
import { notGrantable } from '../../src/evaluator/resolve/grantable.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog, GrantSpec, PermissionDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { MemberEdit } from '../../src/model/edit.js';
import type { GrantSet } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { valueRank } from '../../src/model/value.js';
import * as presets from '../../src/presets/index.js';
import { type Draw, pick, several, some } from '../reference/generators/draw.js';
import { drawMember, drawRecord, drawSetting, idsOf } from './draw.js';

const catalogs: readonly (readonly [string, Catalog])[] = Object.entries(presets);
const now = 10;
const moments = [5, now, 15, 25];

/** The catalog without what gates the use of a right: that is asked of whoever uses it, and may be bought tomorrow. */
function ungated(catalog: Catalog): Catalog {
  const strip = (permission: PermissionDefinition): PermissionDefinition => {
    const { plans: _, licenses: __, requires: ___, ...rest } = permission;
    if (rest.kind !== 'right') return rest;
    const { consent: ____, ...right } = rest;
    return right;
  };
  const permissions = Object.entries(catalog.permissions).map(([id, each]) => [id, strip(each)]);
  return checkCatalog({ ...catalog, permissions: Object.fromEntries(permissions) });
}

/** The catalog in which roles hold what they may hand out as well (`gives`), and no role without limit lacks a setting. */
function generous(catalog: Catalog): Catalog {
  const roles = Object.entries(catalog.roles).map(([id, { gives = [], ...role }]) => {
    const lesser = gives.flatMap((spec) => lesserOf(catalog, spec));
    return [id, { ...role, grants: [...(role.grants ?? []), ...gives, ...lesser] }];
  });
  const permissions = Object.entries(catalog.permissions).map(([id, { setting: _, ...rest }]) => [id, rest]);
  return checkCatalog({ ...catalog, roles: Object.fromEntries(roles), permissions: Object.fromEntries(permissions) });
}

/** What comes with the options below one that may be handed out: each of them may be, too. */
function lesserOf({ permissions }: Catalog, spec: GrantSpec): readonly GrantSpec[] {
  const choice = typeof spec === 'string' ? undefined : permissions[spec.permission];
  if (typeof spec === 'string' || choice?.kind !== 'choice') return [];
  const highest = choice.options.findIndex(({ id }) => id === spec.value);
  return choice.options.slice(0, highest).flatMap(({ grants = [] }) => grants);
}

function drawEdit(draw: Draw, catalog: Catalog): MemberEdit {
  const role = pick(draw, Object.keys(catalog.roles));
  const dimension = pick(draw, [...Object.keys(catalog.dimensions), 'elsewhere']);
  const packages = Object.keys(catalog.packages ?? { none: {} });
  const permission = pick(draw, Object.keys(catalog.permissions));
  const setting = drawSetting(draw, catalog);
  return pick<MemberEdit>(draw, [
    setting,
    setting,
    setting,
    { op: 'inherit', permission },
    { op: 'assign-role', role },
    { op: 'add-role', role },
    { op: 'remove-role', role },
    { op: 'apply-package', package: pick(draw, packages) },
    { op: 'remove-package', package: pick(draw, packages) },
    { op: 'set-extensions', ids: some(draw, ['a', 'b'], 2) },
    { op: 'set-memberships', dimension, ids: some(draw, idsOf(catalog, dimension), 2) },
  ]);
}

/** Two of each role, and somebody with two roles, with settings that an administrator may have made or not. */
function drawMembers(draw: Draw, catalog: Catalog): readonly Member[] {
  const roles = Object.keys(catalog.roles);
  const held = [...roles, ...roles].map((role) => [role]);
  return [...held, [pick(draw, roles), pick(draw, roles)]].map((each, i) =>
    drawMember(draw, catalog, `m${i}`, [...new Set(each)]),
  );
}

interface World {
  /** The catalog without its gates. */
  readonly open: Catalog;
  /** The same, in which everybody has what they may hand out. */
  readonly handing: Catalog;
  readonly records: Readonly<Record<string, readonly object[]>>;
}

/** What somebody has after an edit that it did not have before, and that the giver neither has nor may hand out. */
function beyond({ open, handing, records }: World, actor: Member, before: Member, after: Member): readonly string[] {
  const [giver, old, next] = [actor, before, after].map((member) => resolveGrants(open, member));
  if (!giver || !old || !next) return [];
  // What may be handed out is the role's word: no override of the giver's own narrows it.
  const hands = resolveGrants(handing, { ...actor, packages: [], overrides: [] });
  // One's own changes with one's extensions, without a grant that changes.
  const changed = diffGrants(old, next).map(({ permission }) => permission);
  const asked = before.extensions === after.extensions ? changed : Object.keys(open.permissions);
  return moments.flatMap((moment) => {
    const may = (set: GrantSet) => createEvaluator(open, set, { now: moment });
    const givers = [may(giver), createEvaluator(handing, hands, { now: moment })];
    return beyondAt(records, givers, may(old), may(next), asked).map((what) => `${what} at ${moment}`);
  });
}

function beyondAt(
  records: World['records'],
  givers: readonly Evaluator[],
  old: Evaluator,
  next: Evaluator,
  asked: readonly string[],
): readonly string[] {
  return asked.flatMap((id): readonly string[] => {
    const definition = next.catalog.permissions[id];
    if (!definition) return [];
    if (definition.kind !== 'right') {
      const rank = (may: Evaluator) => {
        const value = may.value(id);
        return valueRank(definition, value === Infinity ? 'unlimited' : value);
      };
      return rank(next) > Math.max(rank(old), ...givers.map(rank)) ? [id] : [];
    }
    return (definition.on === undefined ? [undefined] : (records[definition.on] ?? []))
      .filter((record) => next.can(id, record) && !old.can(id, record))
      .filter((record) => !givers.some((giver) => giver.can(id, record) || isOnlyOwn(next, giver, id)))
      .map((record) => `${id} on ${JSON.stringify(record)}`);
  });
}

/** One's own is another's for somebody else: whoever has its own may give others theirs. */
function isOnlyOwn(next: Evaluator, giver: Evaluator, id: string): boolean {
  const owns = (may: Evaluator) => may.scopeOf(id).includes.some((scope) => scope !== 'all' && scope.own === true);
  return owns(next) && owns(giver);
}

const runs = { numRuns: 60, endOnFailure: true };

test.each(catalogs)(
  'in %s no chain of permitted edits gives more than its givers have or may hand out',
  (_, catalog) => {
    let permitted = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const start = drawMembers(draw, catalog);
        const owners = start.map(({ id }) => id);
        const records = Object.entries(catalog.resources).map(([id, resource]) => [
          id,
          several(draw, 3, 5, () => drawRecord(draw, catalog, resource, owners)),
        ]);
        const world: World = {
          open: ungated(catalog),
          handing: generous(ungated(catalog)),
          records: Object.fromEntries(records),
        };
        let members = start;
        for (let step = 0; step < 12; step += 1) {
          const [actor, target] = [pick(draw, members), pick(draw, members)];
          const edits = several(draw, 1, 2, () => drawEdit(draw, catalog));
          const holders = (role: string) => members.filter(({ roles }) => roles.includes(role)).length;
          const delegation = createDelegation(catalog, resolveGrants(catalog, actor), { now, holders });
          if (delegation.canEdit(target, edits).status !== 'allowed') continue;
          permitted += 1;
          const after = applyEdits(target, edits);
          expect(target.id).not.toBe(actor.id);
          expect(beyond(world, actor, target, after)).toEqual([]);
          expect([...target.roles, ...after.roles].filter((role) => !delegation.manages(role))).toEqual([]);
          expect(newlyLocked(catalog, target, after)).toEqual([]);
          members = members.map((member) => (member === target ? after : member));
        }
        for (const [role, { mustBeHeld }] of Object.entries(catalog.roles))
          if (mustBeHeld) expect(members.some(({ roles }) => roles.includes(role))).toBe(true);
      }),
      runs,
    );
    expect(permitted).toBeGreaterThan(30);
  },
);

/** What an edit set although nobody can give it, or although the member's roles may not be given it. */
function newlyLocked(catalog: Catalog, before: Member, after: Member): readonly string[] {
  const had = before.overrides.map((override) => JSON.stringify(override));
  const added = after.overrides.filter((override) => !had.includes(JSON.stringify(override)));
  const locked = added.filter(({ permission }) => catalog.permissions[permission]?.assignable === false);
  return [
    ...locked.map(({ permission }) => permission),
    ...notGrantable(catalog, { ...after, overrides: added, packages: [] }),
  ];
}
