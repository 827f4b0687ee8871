import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog, RoleDefinition } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import type { Member } from '../../../src/model/member.js';
import { drawSpecOf } from '../../reference/generators/catalogs.js';
import { type Draw, once, pick, several, some } from '../../reference/generators/draw.js';
import { roleNames } from '../../reference/generators/names.js';
import {
  drawEdit,
  drawGives,
  drawOrganisation,
  impersonalSpec,
  type Organisation,
} from '../../reference/generators/organisations.js';
import { drawRecord } from '../../reference/generators/records.js';
import { ceilings, given, grown, handOuts, holdings } from '../../reference/holdings.js';
import { referenceEvaluator } from '../../reference/referenceEvaluator.js';
import { referenceGrants } from '../../reference/referenceGrants.js';
import { runs } from '../../reference/runs.js';

const now = 3;

/** One moment of each kind: before, at and after the edit, and in the windows that edits have. */
const times = [0.5, 2.5, now, 5.5];

const setOf = ({ catalog }: Organisation, member: Member) => resolveGrants(catalog, member);

const manages = ({ catalog }: Organisation, actor: Member, role: string): boolean =>
  actor.roles.some((own) => {
    const { manages: managed, unrestricted } = catalog.roles[own] ?? { unrestricted: undefined };
    return managed ? managed.includes(role) : unrestricted === true;
  });

/** Ids of memberships and extensions that an edit adds, each with a member of whom nothing else is known. */
function strangersWith(before: Member, after: Member): readonly Member[] {
  const nobody = { ...after, id: 'nobody', roles: [], extensions: [], memberships: {} };
  const added = (had: readonly string[], ids: readonly string[]) => ids.filter((id) => !had.includes(id));
  const kept = new Map(Object.entries(before.memberships));
  return [
    ...added(before.extensions, after.extensions).map((id) => ({ ...nobody, extensions: [id] })),
    ...Object.entries(after.memberships).flatMap(([dimension, ids]) =>
      added(kept.get(dimension) ?? [], ids).map((id) => ({ ...nobody, memberships: { [dimension]: [id] } })),
    ),
  ];
}

/** The rights that a change asks, as the catalog names them; one that is named nowhere is one that nobody has. */
function rightsOf({ delegation }: Catalog, before: Member, after: Member): readonly string[] {
  if (!delegation) return ['nobody'];
  const { manage, assignRole = manage, extensions = manage, licenses = manage, memberships = manage } = delegation;
  const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();
  const own = ({ overrides, packages, reviewedAt }: Member) => [overrides, packages, reviewedAt];
  const dimensions = [...new Set([...Object.keys(before.memberships), ...Object.keys(after.memberships)])];
  const idsIn = (member: Member, dimension: string) => new Map(Object.entries(member.memberships)).get(dimension) ?? [];
  return [
    ...(differ(own(before), own(after)) ? [manage] : []),
    ...(differ(sorted(before.roles), sorted(after.roles)) ? [assignRole] : []),
    ...(differ(before.extensions, after.extensions) ? [extensions] : []),
    ...(differ(sorted(before.licenses), sorted(after.licenses)) ? [licenses] : []),
    ...(before.plan === after.plan ? [] : [delegation.licenses ?? 'nobody']),
    ...dimensions
      .filter((dimension) => differ(idsIn(before, dimension), idsIn(after, dimension)))
      .map((dimension) =>
        typeof memberships === 'string' ? memberships : (new Map(Object.entries(memberships)).get(dimension) ?? manage),
      ),
  ];
}

/** One random edit of a member, made if it is permitted. */
function editMember(draw: Draw, organisation: Organisation, records: readonly object[]): Organisation {
  const { catalog, members } = organisation;
  const [actor, target] = [pick(draw, members), pick(draw, members)];
  const edits = several(draw, 1, 2, () => drawEdit(draw, catalog));
  const holders = (role: string) => members.filter((member) => member.roles.includes(role)).length;
  const decision = createDelegation(catalog, setOf(organisation, actor), { now, holders }).canEdit(target, edits);
  if (decision.status !== 'allowed') return organisation;
  const after = applyEdits(target, edits);
  const law = referenceEvaluator(catalog, referenceGrants(catalog, actor), now);
  expect(actor.id).not.toBe(target.id);
  const rights = rightsOf(catalog, target, after);
  expect(rights.filter((right) => !law.can(right, target) || !law.can(right, after))).toEqual([]);
  expect([...target.roles, ...after.roles].filter((role) => !manages(organisation, actor, role))).toEqual([]);
  const locked = ({ overrides }: Member) =>
    new Set(
      overrides
        .filter(({ permission }) => catalog.permissions[permission]?.assignable === false)
        .map((override) => JSON.stringify(override)),
    );
  expect(locked(after)).toEqual(locked(target));
  // Whoever is put where the giver does not reach would be given more there by the next role.
  const beyond = strangersWith(target, after).filter((stranger) =>
    rightsOf(catalog, { ...stranger, extensions: [], memberships: {} }, stranger).some(
      (right) => !law.can(right, stranger),
    ),
  );
  expect(beyond).toEqual([]);
  const held = (member: Member) => holdings(organisation, times, records, [member]);
  const gives = (member: Member) => handOuts(organisation, times, records, [member]);
  const ceiling = ceilings(organisation, times, records, [actor]);
  expect(given(held(target), held(after), ceiling)).toEqual([]);
  expect(given(gives(target), gives(after), ceiling)).toEqual([]);
  return { catalog, members: members.map((member) => (member.id === target.id ? after : member)) };
}

/** One random change of what a role gives, made if it is permitted. */
function editRole(draw: Draw, organisation: Organisation, records: readonly object[]): Organisation {
  const { catalog, members } = organisation;
  const [actor, id] = [pick(draw, members), pick(draw, roleNames)];
  const before = catalog.roles[id];
  if (!before) return organisation;
  const { unrestricted, ...rest } = before;
  const after: RoleDefinition = {
    ...rest,
    ...((once(draw, 8) || (unrestricted && once(draw, 2))) && { unrestricted: true }),
    grants: [
      ...some(draw, before.grants ?? [], 2),
      ...several(draw, 0, 2, () => impersonalSpec(drawSpecOf(draw, catalog))),
    ],
    ...(once(draw, 3) && { gives: drawGives(draw, catalog) }),
    manages: some(draw, roleNames, 2),
  };
  const delegation = createDelegation(catalog, setOf(organisation, actor), { now });
  if (delegation.canChangeRole(id, before, after).status !== 'allowed') return organisation;
  expect(actor.roles).not.toContain(id);
  expect(
    (after.manages ?? []).filter(
      (role) => role !== id && !before.manages?.includes(role) && !manages(organisation, actor, role),
    ),
  ).toEqual([]);
  const changed = { catalog: checkCatalog({ ...catalog, roles: { ...catalog.roles, [id]: after } }), members };
  // What may not be given to one member is given to none of those who hold the role either.
  const held = (among: Organisation, member: Member) => holdings(among, times, records, [member]);
  const gives = (among: Organisation, member: Member) => handOuts(among, times, records, [member]);
  const giver = ceilings(organisation, times, records, [actor]);
  for (const member of members.filter(({ roles }) => roles.includes(id))) {
    expect(given(held(organisation, member), held(changed, member), giver)).toEqual([]);
    expect(given(gives(organisation, member), gives(changed, member), giver)).toEqual([]);
  }
  return changed;
}

const empty = (organisation: Organisation): readonly string[] =>
  roleNames.filter(
    (role) =>
      organisation.catalog.roles[role]?.mustBeHeld &&
      !organisation.members.some((member) => member.roles.includes(role)),
  );

/** What is on somebody's extension is its own, and extensions are handed out by a right of their own (decision 0004). */
function onOldExtensions({ catalog, members }: Organisation, { members: before }: Organisation): Organisation {
  const extensionsOf = new Map(before.map(({ id, extensions }) => [id, extensions]));
  return { catalog, members: members.map((each) => ({ ...each, extensions: extensionsOf.get(each.id) ?? [] })) };
}

const options = { numRuns: runs(200), endOnFailure: true };

test('however people with rights to manage edit members, nobody ends up with more than somebody held or could hand out before', () => {
  let permitted = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const start = drawOrganisation(draw);
      let organisation = start;
      const records = several(draw, 2, 4, () => drawRecord(draw));
      const [before, unheld] = [ceilings(organisation, times, records), empty(organisation)];
      for (let step = 0; step < 15; step += 1) {
        const next = editMember(draw, organisation, records);
        if (next !== organisation) permitted += 1;
        organisation = next;
        expect(unheld).toEqual(expect.arrayContaining([...empty(organisation)]));
      }
      expect(grown(before, ceilings(onOldExtensions(organisation, start), times, records))).toEqual([]);
    }),
    options,
  );
  // Of a handful of runs, as in mutation testing, it may be that none was permitted.
  expect(permitted).toBeGreaterThanOrEqual(Math.floor(options.numRuns / 10));
});

test('however they edit roles as well, nobody ends up with more than somebody held or could hand out before', () => {
  let permitted = 0;
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const start = drawOrganisation(draw);
      let organisation = start;
      const records = several(draw, 2, 4, () => drawRecord(draw));
      const before = ceilings(organisation, times, records);
      for (let step = 0; step < 15; step += 1) {
        const next = once(draw, 3) ? editMember(draw, organisation, records) : editRole(draw, organisation, records);
        if (next !== organisation) permitted += 1;
        organisation = next;
      }
      expect(grown(before, ceilings(onOldExtensions(organisation, start), times, records))).toEqual([]);
    }),
    options,
  );
  // Of a handful of runs, as in mutation testing, it may be that none was permitted.
  expect(permitted).toBeGreaterThanOrEqual(Math.floor(options.numRuns / 10));
});
