// One list of rules: each looks at the whole organisation and gives findings.
import type { Catalog, CatalogDefinition } from '../../model/catalog.js';
import type { MemberEdit } from '../../model/edit.js';
import { type GrantSet, grantSetFormat } from '../../model/grant.js';
import type { Member, Override } from '../../model/member.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { ownEntry, type Wanted } from '../resolve/roleGrants.js';
import { grantKey } from '../decide/canonical.js';
import { beyondCeiling } from '../delegate/ceiling.js';
import { createEvaluator, type Evaluator } from '../decide/createEvaluator.js';
import { effectiveGrants, subjectOf } from '../resolve/effectiveGrants.js';
import { withRequired } from './evaluatorFor.js';
import { notGrantable } from '../resolve/grantable.js';
import { type Holdings, holdingsOf } from '../resolve/holdings.js';
import { groupBy } from '../../base/groupBy.js';
import { conflictsOfMember } from '../resolve/conflictsOfMember.js';
import { affectedBy, affecting } from '../resolve/openers.js';
import { blockedBy } from '../decide/blockedBy.js';

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
  'conflict',
] as const;

/** The code of a finding. */
export type FindingCode = (typeof findingCodes)[number];

/** The fix of a finding: these edits, or ids of a dimension that have to be chosen for each member. */
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
  /** Id of the conflict whose rights the members hold together; none of these takes effect. */
  readonly conflict?: string;
  /** For a right that never takes effect: what it lacks. A role: one whose holders may be given it. */
  readonly missing?: { readonly kind: 'plan' | 'license' | 'permission' | 'role'; readonly id: string };
  readonly fix?: Fix;
}

/** Options of `advise`. */
export interface AdviseOptions {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** Days after which access that nobody confirmed is a finding. Default: 90. */
  readonly reviewAfterDays?: number;
}

interface Person {
  readonly member: Member;
  readonly may: Evaluator;
  readonly held: Holdings;
  /** The member's own settings, by permission. */
  readonly own: ReadonlyMap<string, readonly Override[]>;
  /** Whether a right is ever held; worked out once for each. */
  readonly ever: Map<string, boolean>;
}

type Rule = (catalog: Catalog, people: readonly Person[], options: AdviseOptions) => readonly Finding[];

const dayInMs = 86_400_000;

/** Looks over an organisation's access and finds what an administrator would want to fix, worst first. */
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

function personOf(catalog: Catalog, member: Member, { now }: { readonly now: number }, wanted?: Wanted): Person {
  const grants = effectiveGrants(catalog, member, { subject: member, wanted });
  const subject = subjectOf(member);
  const set: GrantSet = { format: grantSetFormat, catalog: catalog.id, subject, revision: 0, issuedAt: 0, grants };
  return {
    member,
    may: createEvaluator(catalog, set, { now }),
    held: holdingsOf(catalog, subject, grants),
    own: groupByPermission(member.overrides),
    ever: new Map(),
  };
}

/** The same person without its own setting of a permission, as far as that makes a difference, and what that is about. */
function without({ member, may, own }: Person, permission: string): { rest: Person; changed: ReadonlySet<string> } {
  const { catalog } = may;
  const changed = affectedBy(catalog, [permission]);
  const asked = withRequired(catalog, changed);
  const others = Array.from(affecting(catalog, asked)).flatMap((id) => (id === permission ? [] : (own.get(id) ?? [])));
  return { rest: personOf(catalog, { ...member, overrides: others }, may, asked), changed };
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

/** Whether a permission can be set; one that nobody can give or take is no part of a fix. */
function isSettable({ permissions }: Catalog, id: string): boolean {
  return ownEntry(permissions, id)?.assignable !== false;
}

const noExtension: Rule = ({ advice, roles }, people) => {
  const needs = advice?.needsExtension ?? [];
  // People who may do everything need not make calls to do their work.
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
    const needing = new Set(needed);
    const wide = people.filter(
      ({ member, may }) =>
        may.canSome(permission) && ![...member.roles, ...member.packages].some((id) => needing.has(id)),
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
  const { rest, changed } = without(person, permission);
  const isEnough = !rest.may.canSome(permission) && isNoMore(person, rest, changed);
  return isEnough ? [{ op: 'inherit', permission }] : [{ op: 'set', permission, effect: 'deny' }];
}

/** A fix is not to give anything: an own override that goes may also have held something back, now or later. */
function isNoMore({ may, held }: Person, { held: after }: Person, changed: ReadonlySet<string>): boolean {
  return (
    beyondCeiling({ catalog: may.catalog, before: held, after, giver: { held }, kind: 'whole' }, changed).length === 0
  );
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
    const fixable = who.filter((person) => isGoneWithout(catalog, person, lack.permission));
    return about(who, (members) => ({
      code: 'never-takes-effect',
      severity: 'warning',
      members,
      ...lack,
      ...(fixable.length > 0 && {
        fix: editsFor(fixable, () => [{ op: 'inherit', permission: lack.permission }]),
      }),
    }));
  });
};

function isGoneWithout(catalog: Catalog, person: Person, permission: string): boolean {
  if (!person.own.has(permission) || !isSettable(catalog, permission)) return false;
  const { rest, changed } = without(person, permission);
  return isNoMore(person, rest, changed) && !isLacking(catalog, rest, permission);
}

function isLacking(catalog: Catalog, person: Person, permission: string): boolean {
  if (isGiven(person, permission) && missingFor(catalog, person, permission)) return true;
  const about = { ...person.member, overrides: person.own.get(permission) ?? [] };
  return notGrantable(catalog, about, new Set([permission])).includes(permission);
}

function isGiven({ held }: Person, permission: string): boolean {
  return held.grantsOf(permission).some(({ effect }) => effect === 'allow');
}

function lacksOf(catalog: Catalog, person: Person): readonly Lack[] {
  const lacking = Array.from(person.held.permissions).flatMap((permission): Lack[] => {
    const missing = isGiven(person, permission) ? missingFor(catalog, person, permission) : undefined;
    return missing ? [{ permission, missing }] : [];
  });
  return [...lacking, ...lacksOfRole(catalog, person.member)];
}

/** Permissions that the member's roles may not be given, each with a role that may. */
function lacksOfRole(catalog: Catalog, member: Member): readonly Lack[] {
  const lacking = notGrantable(catalog, member);
  if (lacking.length === 0) return [];
  const roles = Object.keys(catalog.roles).map((id) => {
    const locked = new Set(notGrantable(catalog, { ...member, roles: [id] }));
    return { id, locked };
  });
  return lacking.map((permission) => {
    const role = roles.find(({ locked }) => !locked.has(permission));
    return { permission, ...(role && { missing: { kind: 'role', id: role.id } }) };
  });
}

function missingFor(catalog: Catalog, person: Person, permission: string): Finding['missing'] {
  const isHeld = (other: string) => isEverHeld(person, other);
  const block = blockedBy(catalog, person.may.grantSet.subject, permission, isHeld);
  const id = block?.missing.ids[0];
  return block && id !== undefined ? { kind: kinds[block.reason], id } : undefined;
}

const kinds = { plan: 'plan', license: 'license', prerequisite: 'permission' } as const;

function isEverHeld(person: Person, permission: string): boolean {
  const ever = person.ever.get(permission) ?? (person.may.canSome(permission) || isLaterHeld(person, permission));
  person.ever.set(permission, ever);
  return ever;
}

/** Whether a right will be held once a window opens or closes. */
function isLaterHeld({ may, held }: Person, permission: string): boolean {
  const { catalog, grantSet, now } = may;
  const grants = Array.from(withRequired(catalog, [permission])).flatMap(held.grantsOf);
  const moments = new Set(grants.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]));
  return [...moments].some(
    (at) =>
      at !== undefined &&
      at > now &&
      createEvaluator(catalog, { ...grantSet, grants }, { now: at }).canSome(permission),
  );
}

const fewHolders: Rule = (catalog, people) => {
  const holders = new Map<string, string[]>();
  for (const { member } of people) {
    for (const role of new Set(member.roles)) holders.set(role, [...(holders.get(role) ?? []).slice(0, 1), member.id]);
  }
  return Object.entries(catalog.roles).flatMap(([role, { mustBeHeld }]): Finding[] => {
    const members = holders.get(role) ?? [];
    if (members.length === 0) return [{ code: 'no-holder', severity: mustBeHeld ? 'error' : 'info', members, role }];
    return members.length === 1
      ? [{ code: 'one-holder', severity: mustBeHeld ? 'warning' : 'info', members, role }]
      : [];
  });
};

const alreadyGiven: Rule = (catalog, people) => {
  const given = people.flatMap((person) =>
    overriddenBy(person)
      .filter((permission) => isAlreadyGiven(person, permission))
      .map((permission) => ({ permission, person })),
  );
  return Array.from(groupByPermission(given), ([permission, found]) => {
    const who = found.map(({ person }) => person);
    return about(who, (members) => ({
      code: 'already-given',
      severity: 'info',
      members,
      permission,
      ...(isSettable(catalog, permission) && { fix: editsFor(who, () => [{ op: 'inherit', permission }]) }),
    }));
  }).flat();
};

/** The permissions of which an own override is in the member's grants: one without effect is not already given. */
function overriddenBy({ own, held }: Person): readonly string[] {
  return [...own.keys()].filter((id) => held.grantsOf(id).some(({ from }) => from === 'member'));
}

/** Whether taking an override away leaves the same grants behind, from whatever source. */
function isAlreadyGiven(person: Person, permission: string): boolean {
  const { rest, changed } = without(person, permission);
  const keys = ({ held }: Person) =>
    Array.from(changed)
      .flatMap(held.grantsOf)
      .map((grant) => grantKey({ ...grant, from: 'baseline', via: 'baseline' }));
  const [before, after] = [new Set(keys(person)), new Set(keys(rest))];
  return before.size === after.size && [...before].every((key) => after.has(key));
}

const conflicting: Rule = (catalog, people) => {
  const found = people.flatMap((person) =>
    conflictsOfMember(catalog, person.member).map(({ conflict }) => ({ conflict: conflict.id, person })),
  );
  const groups = groupBy(found, ({ conflict }) => conflict);
  return Array.from(groups, ([conflict, all]) =>
    about(
      all.map(({ person }) => person),
      (members) => ({ code: 'conflict', severity: 'error', members, conflict }),
    ),
  ).flat();
};

const rules: readonly Rule[] = [
  noExtension,
  noCallerId,
  widerThanNeeded,
  notReviewed,
  neverTakesEffect,
  fewHolders,
  alreadyGiven,
  conflicting,
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
