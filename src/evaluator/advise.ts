// One list of rules: each looks at the whole organisation and gives findings.
import type { Catalog, CatalogDefinition } from '../model/catalog.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member } from '../model/member.js';
import { applyEdits } from './applyEdits.js';
import { ownEntry } from './bundles.js';
import { grantKey } from './canonical.js';
import { beyondCeiling } from './ceiling.js';
import { holdingsOf } from './holdings.js';
import { createEvaluator, type Evaluator } from './createEvaluator.js';
import { notGrantable } from './grantable.js';
import { resolveGrants } from './resolveGrants.js';
import { gateOf } from './right.js';

/** Everything that `advise` can find, a closed list. */
export const findingCodes = [
  'no-extension',
  'no-caller-id',
  'wider-than-needed',
  'not-reviewed',
  'never-takes-effect',
  'no-holder',
  'one-holder',
  'already-given',
] as const;

/** What was found. */
export type FindingCode = (typeof findingCodes)[number];

/** How a finding can be mended: by these edits, or by choosing ids of a dimension for each member. */
export type Fix =
  | { readonly kind: 'edit'; readonly edits: Readonly<Record<string, readonly MemberEdit[]>> }
  | { readonly kind: 'choose'; readonly dimension: string; readonly permission?: string };

/** One finding about one or more members. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** Ids of the members concerned; empty where a role has no holder. */
  readonly members: readonly string[];
  readonly permission?: string;
  readonly role?: string;
  /** For a right that never takes effect: what it lacks. A role: one whose holders may be given it. */
  readonly missing?: { readonly kind: 'plan' | 'license' | 'permission' | 'role'; readonly id: string };
  readonly fix?: Fix;
}

/** What the findings are measured by. */
export interface AdviseOptions {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Access that nobody confirmed for so many days is found; 90 unless told. */
  readonly reviewAfterDays?: number;
}

interface Person {
  readonly member: Member;
  readonly may: Evaluator;
}

type Rule = (catalog: Catalog, people: readonly Person[], options: AdviseOptions) => readonly Finding[];

const dayInMs = 86_400_000;

/** Looks over an organisation's access and finds what an administrator would want to mend, worst first. */
export function advise<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  members: readonly Member[],
  options: AdviseOptions,
): readonly Finding[] {
  const plain: Catalog = catalog;
  const people = members.map((member) => personOf(plain, member, options));
  const order = ['error', 'warning', 'info'];
  return rules
    .flatMap((rule) => rule(plain, people, options))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function personOf(catalog: Catalog, member: Member, { now }: { readonly now: number }): Person {
  return { member, may: createEvaluator(catalog, resolveGrants(catalog, member), { now }) };
}

/** The same person after some edits, at the same moment. */
function edited({ member, may }: Person, edits: readonly MemberEdit[]): Person {
  return personOf(may.catalog, applyEdits(member, edits), may);
}

/** A finding for the people a test holds for, or none. */
function about(
  people: readonly Person[],
  finding: (ids: readonly string[], people: readonly Person[]) => Finding,
): readonly Finding[] {
  return people.length === 0
    ? []
    : [
        finding(
          people.map(({ member }) => member.id),
          people,
        ),
      ];
}

function editsFor(people: readonly Person[], edits: (person: Person) => readonly MemberEdit[]): Fix {
  return { kind: 'edit', edits: Object.fromEntries(people.map((person) => [person.member.id, edits(person)])) };
}

/** What nobody can give or take is no part of a fix: nobody could apply it. */
function isSettable({ permissions }: Catalog, id: string): boolean {
  return ownEntry(permissions, id)?.assignable !== false;
}

const noExtension: Rule = ({ advice, roles }, people) => {
  const needs = advice?.needsExtension ?? [];
  // Whoever may do everything need not make calls to do their work.
  const isUnlimited = ({ member }: Person) => member.roles.some((role) => ownEntry(roles, role)?.unrestricted);
  const without = people.filter(
    (person) =>
      person.member.extensions.length === 0 && !isUnlimited(person) && needs.some((id) => person.may.canSome(id)),
  );
  return about(without, (members) => ({
    code: 'no-extension',
    severity: 'error',
    members,
    fix: { kind: 'choose', dimension: 'extension' },
  }));
};

const noCallerId: Rule = (catalog, people) => {
  const rule = catalog.advice?.callerId;
  if (!rule) return [];
  const { dialOut, oneOf, dimension } = rule;
  const silent = people.filter(({ may }) => may.canSome(dialOut) && !oneOf.some((id) => may.canSome(id)));
  const permission = oneOf.find((id) => isSettable(catalog, id));
  return about(silent, (members) => ({
    code: 'no-caller-id',
    severity: 'error',
    members,
    ...(permission !== undefined && { permission, fix: { kind: 'choose', dimension, permission } }),
  }));
};

const widerThanNeeded: Rule = (catalog, people) =>
  Object.entries(catalog.advice?.wide ?? {}).flatMap(([permission, needed]) => {
    const wide = people.filter(
      ({ member, may }) =>
        may.canSome(permission) && ![...member.roles, ...member.packages].some((id) => needed.includes(id)),
    );
    return about(wide, (members, who) => ({
      code: 'wider-than-needed',
      severity: 'warning',
      members,
      permission,
      ...(isSettable(catalog, permission) && { fix: editsFor(who, (person) => takeAway(person, permission)) }),
    }));
  });

/** An own override goes; what is still given then, by a role, a package or an umbrella, is denied. */
function takeAway(person: Person, permission: string): readonly MemberEdit[] {
  const inherit: MemberEdit = { op: 'inherit', permission };
  const rest = edited(person, [inherit]);
  const isEnough = !rest.may.canSome(permission) && isNoMore(rest, person);
  return isEnough ? [inherit] : [{ op: 'set', permission, effect: 'deny' }];
}

/** A fix is not to give anything: an own override that goes may also have held something back, now or later. */
function isNoMore({ may }: Person, before: Person): boolean {
  const { catalog } = may;
  const held = holdingsOf(catalog, before.member, before.may.grantSet.grants);
  const after = holdingsOf(catalog, before.member, may.grantSet.grants);
  const permissions = new Set([...held.permissions, ...after.permissions]);
  return beyondCeiling({ catalog, before: held, after, giver: held, isWhole: true }, permissions).length === 0;
}

const notReviewed: Rule = (_, people, { now, reviewAfterDays = 90 }) => {
  const old = people.filter(({ member }) => (member.reviewedAt ?? -Infinity) < now - reviewAfterDays * dayInMs);
  return about(old, (members, who) => ({
    code: 'not-reviewed',
    severity: 'warning',
    members,
    fix: editsFor(who, () => [{ op: 'review', at: now }]),
  }));
};

/** A right that is given and lacks something for good. */
interface Lack {
  readonly permission: string;
  readonly missing?: NonNullable<Finding['missing']>;
}

const neverTakesEffect: Rule = (catalog, people) => {
  const groups = new Map<string, { readonly lack: Lack; readonly who: Person[] }>();
  for (const person of people) {
    for (const lack of lacksOf(catalog, person)) {
      const key = JSON.stringify(lack);
      const group = groups.get(key) ?? { lack, who: [] };
      group.who.push(person);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ lack, who }) => {
    const mendable = who.filter((person) => isGoneWithout(catalog, person, lack.permission));
    return about(who, (members) => ({
      code: 'never-takes-effect',
      severity: 'warning',
      members,
      ...lack,
      ...(mendable.length > 0 && {
        fix: editsFor(mendable, () => [{ op: 'inherit', permission: lack.permission }]),
      }),
    }));
  });
};

function isGoneWithout(catalog: Catalog, person: Person, permission: string): boolean {
  const isOwn = person.member.overrides.some((override) => override.permission === permission);
  if (!isOwn || !isSettable(catalog, permission)) return false;
  const rest = edited(person, [{ op: 'inherit', permission }]);
  return isNoMore(rest, person) && !lacksOf(catalog, rest).some((lack) => lack.permission === permission);
}

function lacksOf(catalog: Catalog, person: Person): readonly Lack[] {
  const given = person.may.grantSet.grants.filter((grant) => grant.effect === 'allow');
  const lacking = [...new Set(given.map((grant) => grant.permission))].flatMap((permission): Lack[] => {
    const missing = missingFor(catalog, person, permission);
    return missing ? [{ permission, missing }] : [];
  });
  return [...lacking, ...notGrantable(catalog, person.member).map((id) => lackOfRole(catalog, person.member, id))];
}

/** What the member's roles may not be given, and a role that may. */
function lackOfRole(catalog: Catalog, member: Member, permission: string): Lack {
  const id = Object.keys(catalog.roles).find(
    (role) => !notGrantable(catalog, { ...member, roles: [role] }).includes(permission),
  );
  return { permission, ...(id !== undefined && { missing: { kind: 'role', id } }) };
}

function missingFor(catalog: Catalog, { may }: Person, permission: string): Finding['missing'] {
  const gate = gateOf({ catalog, set: may.grantSet }, permission);
  const id = gate?.missing.ids[0];
  if (gate && id !== undefined) return { kind: gate.reason === 'plan' ? 'plan' : 'license', id };
  const required = ownEntry(catalog.permissions, permission)?.requires?.find((other) => !isEverHeld(may, other));
  return required === undefined ? undefined : { kind: 'permission', id: required };
}

/** Whether a right is held now, or will be once a window opens or closes. */
function isEverHeld(may: Evaluator, permission: string): boolean {
  if (may.canSome(permission)) return true;
  const next = may.nextChangeAt;
  return next !== undefined && isEverHeld(createEvaluator(may.catalog, may.grantSet, { now: next }), permission);
}

const fewHolders: Rule = (catalog, people) =>
  Object.entries(catalog.roles).flatMap(([role, { mustBeHeld }]): Finding[] => {
    const members = people.filter(({ member }) => member.roles.includes(role)).map(({ member }) => member.id);
    if (members.length === 0) return [{ code: 'no-holder', severity: mustBeHeld ? 'error' : 'info', members, role }];
    return members.length === 1
      ? [{ code: 'one-holder', severity: mustBeHeld ? 'warning' : 'info', members, role }]
      : [];
  });

const alreadyGiven: Rule = (catalog, people) => {
  const found = people.flatMap((person) => overriddenBy(person).map((permission) => ({ person, permission })));
  const given = found.filter(({ person, permission }) => isAlreadyGiven(person, permission));
  return [...new Set(given.map(({ permission }) => permission))].flatMap((permission) => {
    const who = given.filter((one) => one.permission === permission).map(({ person }) => person);
    return about(who, (members) => ({
      code: 'already-given',
      severity: 'info',
      members,
      permission,
      ...(isSettable(catalog, permission) && { fix: editsFor(who, () => [{ op: 'inherit', permission }]) }),
    }));
  });
};

/** The permissions of which an own override is in the member's grants: one without effect is not already given. */
function overriddenBy({ member, may }: Person): readonly string[] {
  const own = may.grantSet.grants.filter((grant) => grant.from === 'member').map((grant) => grant.permission);
  return [...new Set(member.overrides.map((override) => override.permission))].filter((id) => own.includes(id));
}

/** Whether taking an override away leaves the same grants behind, whoever gives them then. */
function isAlreadyGiven(person: Person, permission: string): boolean {
  const text = ({ may }: Person) =>
    [...new Set(may.grantSet.grants.map((grant) => grantKey({ ...grant, from: 'baseline', via: 'baseline' })))]
      .sort()
      .join();
  return text(edited(person, [{ op: 'inherit', permission }])) === text(person);
}

const rules: readonly Rule[] = [
  noExtension,
  noCallerId,
  widerThanNeeded,
  notReviewed,
  neverTakesEffect,
  fewHolders,
  alreadyGiven,
];

/** The edits of a fix, by member: for a choice, with the ids that were chosen for everybody concerned. */
export function editsOf(
  finding: Finding,
  chosen: readonly string[] = [],
): Readonly<Record<string, readonly MemberEdit[]>> {
  const { fix } = finding;
  if (!fix) return {};
  if (fix.kind === 'edit') return fix.edits;
  const edit: MemberEdit =
    fix.permission === undefined
      ? fix.dimension === 'extension'
        ? { op: 'set-extensions', ids: chosen }
        : { op: 'set-memberships', dimension: fix.dimension, ids: chosen }
      : { op: 'set', permission: fix.permission, effect: 'allow', scope: { in: { [fix.dimension]: chosen } } };
  return Object.fromEntries(finding.members.map((id) => [id, [edit]]));
}
