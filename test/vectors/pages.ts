import { advise } from '../../src/evaluator/report/advise.js';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import { createPermissionApi, type PermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { Catalog } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Member } from '../../src/model/member.js';
import { permissionOf } from '../../src/model/permissionOf.js';
import * as presets from '../../src/presets/index.js';
import { askVector, type VectorAnswer, type VectorQuestion, wholeMember } from './run.js';

/** One question of a statement; README.md says what each means. */
export type PageQuestion =
  | VectorQuestion
  | { readonly row: string; readonly expect: unknown }
  | { readonly names: 'roles' | 'sections' | 'packages' | 'dimensions'; readonly expect: unknown }
  | { readonly opens: string; readonly expect: unknown }
  | { readonly advise: readonly string[]; readonly with?: Partial<Member>; readonly now?: number; readonly expect: readonly string[] }
  | { readonly says: string; readonly field: string; readonly expect: unknown };

/** Questions about one person of the page. */
export interface PageAsk {
  readonly as: string;
  /** What is different about that person here. */
  readonly with?: Partial<Member>;
  /** What the application adds to the catalog. */
  readonly catalogWith?: object;
  readonly questions: readonly PageQuestion[];
}

/** One request of a person to the permission API, and what it is answered with. */
export interface PageCall {
  readonly as: string;
  readonly with?: Partial<Member>;
  readonly get?: string;
  readonly patch?: string;
  readonly operations?: readonly object[];
  readonly status: number;
  /** A part of the answer's body. */
  readonly body?: object;
  /** The ids of the members, roles or entries that are listed, in any order. */
  readonly ids?: readonly string[];
  /** Permissions that a grant set allows something of, and those that it does not. */
  readonly grants?: readonly string[];
  readonly lacks?: readonly string[];
}

/** One component as a person sees it. */
export interface PagePart {
  readonly part: string;
  readonly as: string;
  readonly with?: Partial<Member>;
  /** The record that it is about. */
  readonly on?: object;
  readonly props?: object;
  /** What is there, each as `role name` or `text …`. */
  readonly sees?: readonly string[];
  /** What is not. */
  readonly lacks?: readonly string[];
}

/** One thing that the page of a product says. */
export interface PageStatement {
  readonly id: string;
  /** The line of the page's text. */
  readonly line: number;
  readonly says: string;
  readonly asks?: readonly PageAsk[];
  readonly api?: readonly PageCall[];
  readonly parts?: readonly PagePart[];
  /** Why it does not work. */
  readonly not?: string;
}

/** The statements of one page. */
export interface PageFile {
  readonly about: string;
  readonly catalog: keyof typeof presets;
  readonly people: Readonly<Record<string, Partial<Member>>>;
  readonly statements: readonly PageStatement[];
}

/** The statements of every page, by the id of its preset. */
export const pages: readonly PageFile[] = Object.values(
  import.meta.glob<PageFile>('./pages/*.json', { eager: true, import: 'default' }),
);

const catalogs: Readonly<Record<string, Catalog>> = presets;

/** The preset of a page. */
export function catalogOfPage({ catalog }: PageFile): Catalog {
  const preset = catalogs[catalog];
  if (!preset) throw new Error(`There is no preset '${catalog}', so nothing of its page can be asked.`);
  return preset;
}

/** A person of a page. */
export function personOf(page: PageFile, { as, with: more }: Pick<PageAsk, 'as' | 'with'>): Member {
  const person = page.people[as];
  if (!person) throw new Error(`There is no '${as}' among the people of ${page.catalog}, so nobody is asked about.`);
  return wholeMember({ ...person, ...more });
}

/** Asks every question about one person. */
export function askPage(page: PageFile, ask: PageAsk): readonly VectorAnswer<PageQuestion>[] {
  const catalog = ask.catalogWith
    ? checkCatalog(merged(catalogOfPage(page), ask.catalogWith) as Catalog)
    : catalogOfPage(page);
  return ask.questions.flatMap((question): readonly VectorAnswer<PageQuestion>[] => {
    const whole = (actual: unknown) => [{ question, actual, isPart: false }];
    if ('row' in question) return whole(cellsOf(catalog, question.row));
    if ('names' in question) return whole(labelsOf(catalog[question.names] ?? {}));
    if ('opens' in question) return whole(opensOf(catalog, question.opens));
    if ('says' in question) {
      const definition: Readonly<Record<string, unknown>> = { ...catalog.permissions[question.says] };
      return whole(definition[question.field]);
    }
    if ('advise' in question) return whole(findingsOf(page, catalog, question));
    const member = personOf(page, ask);
    return askVector({ about: '', catalog, cases: [] }, { name: ask.as, member, questions: [question] });
  });
}

function labelsOf(table: Readonly<Record<string, { readonly label: string }>>): readonly string[] {
  return Object.values(table).map(({ label }) => label);
}

function cellsOf(catalog: Catalog, label: string): unknown {
  const row = accessTable(catalog).find((each) => each.label === label);
  return row && Object.fromEntries(Object.entries(row.cells).map(([role, { state }]) => [role, state]));
}

/** Those of the expected codes that are found about some people, one of them as it is told here. */
function findingsOf(page: PageFile, catalog: Catalog, question: Extract<PageQuestion, { advise: unknown }>): readonly string[] {
  const { advise: people, with: more = { reviewedAt: question.now ?? 0 }, now = 0 } = question;
  const members = people.map((as) => personOf(page, { as, with: more }));
  const found: ReadonlySet<string> = new Set(advise(catalog, members, { now }).map(({ code }) => code));
  return question.expect.filter((code) => found.has(code));
}

/** Plain data with another laid over it, table by table. */
function merged(base: unknown, over: unknown): unknown {
  if (!isTable(base) || !isTable(over)) return over;
  const keys = Object.entries(over).map(([key, value]) => [key, merged(base[key], value)]);
  return { ...base, ...Object.fromEntries(keys) };
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a right implies; for a choice, the options there are. */
function opensOf(catalog: Catalog, id: string): unknown {
  const permission = catalog.permissions[id];
  if (permission?.kind === 'choice') return permission.options.map((option) => option.id);
  return permission?.kind === 'right' ? (permission.implies ?? []).map(permissionOf) : undefined;
}

/** The permission API of a page's people, with what is different about its callers. */
export function apiOf(page: PageFile, calls: readonly PageCall[]): PermissionApi {
  const members = Object.entries(page.people).map(([as, person]) => {
    const changes = calls.filter((call) => call.as === as).map((call) => call.with);
    return changes.reduce<Member>((member, change) => ({ ...member, ...change }), wholeMember(person));
  });
  return createPermissionApi({
    store: memoryStore({ tenant: 'acme', members }),
    catalog: catalogOfPage(page),
    authenticate: (request) => ({ tenant: 'acme', subject: request.headers.get('authorization') ?? '' }),
  });
}
