import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog, CatalogDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { MemberEdit } from '../../src/model/edit.js';
import type { GrantSet } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { parseGrantSet } from '../../src/model/wire.js';
import * as presets from '../../src/presets/index.js';

/** One question and its answer; README.md says what each means. */
export type VectorQuestion = { readonly expect: unknown } & (
  | { readonly permission: string; readonly record?: object }
  | { readonly canSome: string }
  | { readonly value: string }
  | { readonly filter: string; readonly records: readonly { readonly id: string }[] }
  | { readonly scopeOf: string }
  | { readonly grants: string }
  | {
      readonly edits: readonly MemberEdit[];
      readonly target: Partial<Member>;
      readonly holders?: Readonly<Record<string, number>>;
    }
);

/** Questions about one person. */
export interface VectorCase {
  readonly name: string;
  /** Default: the file's own catalog. */
  readonly catalog?: string | CatalogDefinition;
  readonly now?: number;
  readonly member?: Partial<Member>;
  readonly grantSet?: unknown;
  readonly questions: readonly VectorQuestion[];
}

/** One file of vectors. */
export interface VectorFile {
  readonly about: string;
  /** The catalog of every case that names none. */
  readonly catalog?: string | CatalogDefinition;
  readonly cases: readonly VectorCase[];
}

/** What a question was answered with, beside what was expected. */
export interface VectorAnswer<Q = VectorQuestion> {
  readonly question: Q;
  readonly actual: unknown;
  /** Whether `actual` need only hold what is expected, or be it whole. */
  readonly isPart: boolean;
}

const catalogs: Readonly<Record<string, Catalog>> = presets;

/** Asks every question of a case. The grants travel first: they are written as JSON and read again. */
export function askVector({ catalog: common }: VectorFile, vector: VectorCase): readonly VectorAnswer[] {
  const catalog = catalogOf(vector.catalog ?? common);
  const set = parseGrantSet(JSON.parse(JSON.stringify(grantSetOf(vector, catalog))));
  const may = createEvaluator(catalog, set, { now: vector.now ?? 0 });
  return vector.questions.map((question) => ask(may, question));
}

function catalogOf(catalog: VectorCase['catalog']): Catalog {
  if (typeof catalog === 'object') return checkCatalog(catalog);
  const preset = catalog !== undefined && Object.hasOwn(catalogs, catalog) ? catalogs[catalog] : undefined;
  if (!preset)
    throw new Error(`There is no preset '${catalog}', so this vector asks nothing. Name one, or give a whole catalog.`);
  return preset;
}

function grantSetOf({ name, member, grantSet }: VectorCase, catalog: Catalog): unknown {
  if ((member === undefined) === (grantSet === undefined))
    throw new Error(`'${name}' must have a member or a grant set, and not both.`);
  return member ? resolveGrants(catalog, wholeMember(member)) : grantSet;
}

/** A member with nothing but what is told, in the tenant `acme`. */
export function wholeMember(member: Partial<Member>): Member {
  const empty = { roles: [], extensions: [], memberships: {}, licenses: [], packages: [], overrides: [] };
  return { id: 'someone', tenant: 'acme', ...empty, ...member };
}

function ask(may: Evaluator, question: VectorQuestion): VectorAnswer {
  const part = (actual: unknown) => ({ question, actual, isPart: true });
  const whole = (actual: unknown) => ({ question, actual, isPart: false });
  if ('permission' in question) return part(checkedDecision(may, question.permission, question.record));
  if ('canSome' in question) return whole(may.canSome(question.canSome));
  if ('value' in question) return whole(plain(may.value(question.value)));
  if ('filter' in question) return whole(filtered(may, question.filter, question.records));
  if ('scopeOf' in question) return whole(may.scopeOf(question.scopeOf));
  if ('grants' in question)
    return whole(
      sorted(
        may.grantSet.grants.filter((grant) => grant.permission === question.grants),
        question,
      ),
    );
  return part(delegated(may, question));
}

/** `check` and `can` are two ways to ask one question; where they differ there is no answer. */
function checkedDecision(may: Evaluator, permission: string, record: object | undefined): unknown {
  const decision = may.check(permission, record);
  const can = may.can(permission, record);
  return can === (decision.status === 'allowed') ? decision : { can, decision };
}

function plain(value: unknown): unknown {
  return value === Infinity ? 'unlimited' : (value ?? null);
}

/** `filter` is `can` over a list; where they differ there is no answer. */
function filtered(may: Evaluator, permission: string, records: readonly { readonly id: string }[]): unknown {
  const ids = may.filter(permission, records).map(({ id }) => id);
  const oneByOne = records.filter((record) => may.can(permission, record)).map(({ id }) => id);
  return ids.join() === oneByOne.join() ? ids : { ids, oneByOne };
}

/** The order of grants means nothing: put into that of the expectation where they are the same. */
function sorted(grants: GrantSet['grants'], { expect }: VectorQuestion): unknown {
  const order = Array.isArray(expect) ? expect.map((each) => canonical(each)) : [];
  return [...grants].sort((a, b) => order.indexOf(canonical(a)) - order.indexOf(canonical(b)));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function delegated(may: Evaluator, question: Extract<VectorQuestion, { edits: unknown }>): unknown {
  const { edits, target, holders } = question;
  const delegation = createDelegation(may.catalog, may.grantSet, {
    now: may.now,
    ...(holders && { holders: (role: string) => holders[role] ?? 0 }),
  });
  return delegation.canEdit(wholeMember(target), edits);
}
