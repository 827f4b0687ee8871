// One list of rules: each looks at the whole organisation and gives findings.
import type { Catalog, CatalogDefinition } from '../model/catalog.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member, Override } from '../model/member.js';
import { grantKey } from './canonical.js';
import { createEvaluator, type Evaluator } from './createEvaluator.js';
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
  /** For a right that never takes effect: what it lacks. */
  readonly missing?: { readonly kind: 'plan' | 'license' | 'permission'; readonly id: string };
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
  const people = members.map((member) => ({
    member,
    may: createEvaluator(plain, resolveGrants(plain, member), options),
  }));
  const order = ['error', 'warning', 'info'];
  return rules
    .flatMap((rule) => rule(plain, people, options))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
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

const noExtension: Rule = ({ advice }, people) => {
  const needs = advice?.needsExtension ?? [];
  const without = people.filter(
    ({ member, may }) => member.extensions.length === 0 && needs.some((id) => may.canSome(id)),
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
  const [permission] = oneOf;
  return about(silent, (members) => ({
    code: 'no-caller-id',
    severity: 'error',
    members,
    ...(permission !== undefined && { permission, fix: { kind: 'choose', dimension, permission } }),
  }));
};

const widerThanNeeded: Rule = ({ advice }, people) =>
  Object.entries(advice?.wide ?? {}).flatMap(([permission, needed]) => {
    const wide = people.filter(
      ({ member, may }) => may.canSome(permission) && !member.roles.some((role) => needed.includes(role)),
    );
    return about(wide, (members, who) => ({
      code: 'wider-than-needed',
      severity: 'warning',
      members,
      permission,
      fix: editsFor(who, ({ member }) => takeAway(member, permission)),
    }));
  });

/** An own override goes; what a role or package gives is denied. */
function takeAway(member: Member, permission: string): readonly MemberEdit[] {
  return member.overrides.some((override) => override.permission === permission)
    ? [{ op: 'inherit', permission }]
    : [{ op: 'set', permission, effect: 'deny' }];
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

const neverTakesEffect: Rule = (catalog, people) => {
  const groups = new Map<string, { permission: string; missing: NonNullable<Finding['missing']>; people: Person[] }>();
  for (const person of people) {
    for (const permission of new Set(
      person.may.grantSet.grants.filter((grant) => grant.effect === 'allow').map((grant) => grant.permission),
    )) {
      const missing = missingFor(catalog, person, permission);
      if (!missing) continue;
      const key = JSON.stringify([permission, missing]);
      const group = groups.get(key) ?? { permission, missing, people: [] };
      group.people.push(person);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ permission, missing, people: who }) => {
    const overridden = who.filter(({ member }) =>
      member.overrides.some((override) => override.permission === permission),
    );
    return about(who, (members) => ({
      code: 'never-takes-effect',
      severity: 'warning',
      members,
      permission,
      missing,
      ...(overridden.length > 0 && { fix: editsFor(overridden, () => [{ op: 'inherit', permission }]) }),
    }));
  });
};

function missingFor(catalog: Catalog, { may }: Person, permission: string): Finding['missing'] {
  const gate = gateOf({ catalog, set: may.grantSet }, permission);
  const id = gate?.missing.ids[0];
  if (gate && id !== undefined) return { kind: gate.reason === 'plan' ? 'plan' : 'license', id };
  const required = catalog.permissions[permission]?.requires?.find((other) => !may.canSome(other));
  return required === undefined ? undefined : { kind: 'permission', id: required };
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
  const found = people.flatMap((person) =>
    person.member.overrides
      .filter((override) => isAlreadyGiven(catalog, person, override))
      .map(({ permission }) => ({ person, permission })),
  );
  return [...new Set(found.map(({ permission }) => permission))].flatMap((permission) => {
    const who = found.filter((one) => one.permission === permission).map(({ person }) => person);
    return about(who, (members) => ({
      code: 'already-given',
      severity: 'info',
      members,
      permission,
      fix: editsFor(who, () => [{ op: 'inherit', permission }]),
    }));
  });
};

/** Whether taking an override away leaves the same grants behind, whoever gives them then. */
function isAlreadyGiven(catalog: Catalog, { member, may }: Person, { permission }: Override): boolean {
  const rest = resolveGrants(catalog, {
    ...member,
    overrides: member.overrides.filter((other) => other.permission !== permission),
  });
  const text = (grants: typeof rest.grants) =>
    [...new Set(grants.map((grant) => grantKey({ ...grant, from: 'baseline', via: 'baseline' })))].sort().join();
  return text(rest.grants) === text(may.grantSet.grants);
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
