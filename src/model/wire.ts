// The reader of the wire format: one state machine over untrusted input. It is total: it returns a set that is
// exactly what the input says, or what is wrong with the input, and never throws.
import { type Grant, type GrantSet, grantSetFormat, type Provenance } from './grant.js';
import { limits } from './limits.js';
import { clip, moment, optional, type Read, ReadError, type ReadIssue, table } from '../base/read.js';
import { isWellFormed } from '../base/text.js';
import { reasons } from './reason.js';
import type { Reach, Scope } from './scope.js';
import type { Subject } from './subject.js';

export { type ReadIssue };

/** The result of reading untrusted input. */
export type ReadResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issue: ReadIssue };

/** Thrown by `parseGrantSet`; `issue` says where, what was found and what was expected. */
export class GrantSetError extends Error {
  readonly issue: ReadIssue;

  constructor(issue: ReadIssue) {
    super(
      `This is not a grant set, so it grants nothing: ${issue.path || 'the input'} is ${issue.found}, expected ${issue.expected}. Fix the backend or adapter that made it.`,
    );
    this.name = 'GrantSetError';
    this.issue = issue;
  }
}

/** Reads a grant set, or says what is wrong with it. Unknown members of the set are ignored, of a grant refused. */
export function safeParseGrantSet(input: unknown): ReadResult<GrantSet> {
  try {
    return { ok: true, value: readGrantSet(input) };
  } catch (error) {
    if (error instanceof ReadError) return { ok: false, issue: error.issue };
    // A getter or proxy in the input threw: what cannot be read is no grant set either.
    return { ok: false, issue: { path: '', found: 'unreadable', expected: 'plain data' } };
  }
}

/** Reads a grant set; throws a {@link GrantSetError} where it is none. */
export function parseGrantSet(input: unknown): GrantSet {
  const result = safeParseGrantSet(input);
  if (result.ok) return result.value;
  throw new GrantSetError(result.issue);
}

function refuse(path: string, value: unknown, expected: string): never {
  throw new ReadError(path, value, expected);
}

const text: Read<string> = (value, path) =>
  typeof value === 'string' && value !== '' ? whole(value, path) : refuse(path, value, 'a text that is not empty');

/** Half of a character would name another id in a database than here. */
const whole = (value: string, path: string): string =>
  isWellFormed(value) ? value : refuse(path, value, 'a text without lone surrogates');

const count: Read<number> = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : refuse(path, value, 'a whole number from 0');

const list =
  <T>(item: Read<T>, most = Infinity): Read<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) return refuse(path, value, 'a list');
    if (value.length > most) throw new ReadError(path, value, `at most ${most}`, `${value.length} items`);
    // Array.from, not map: a hole in a sparse list is a missing item, not nothing at all.
    return Array.from(value, (each, i) => item(each, `${path}[${i}]`));
  };

const oneOf =
  <const T extends string>(values: readonly T[]): Read<T> =>
  (value, path) =>
    values.find((each) => each === value) ?? refuse(path, value, values.join(' or '));

/** Own members only, into an object without a prototype: `__proto__` is an id like any other. */
const record =
  <T>(item: Read<T>): Read<Record<string, T>> =>
  (value, path) => {
    const result: Record<string, T> = Object.create(null);
    for (const [key, each] of Object.entries(table()(value, path))) {
      const at = `${path}.${clip(key)}`;
      result[whole(key, at)] = item(each, at);
    }
    return result;
  };

/** More ids than a scope or a subject may have are not read one by one to be counted. */
const texts = list(text, Math.max(limits.scopeIds, limits.subjectIds));
const yes: Read<true> = (value, path) => (value === true ? value : refuse(path, value, 'true, or nothing at all'));

const reach: Read<Reach> = (value, path) =>
  value === 'mine' || value === 'any'
    ? value
    : Array.isArray(value)
      ? texts(value, path)
      : refuse(path, value, "'mine', 'any' or a list of ids");

const scope: Read<Scope> = (value, path) => {
  if (value === 'all') return value;
  if (typeof value !== 'object') return refuse(path, value, "'all' or an object");
  const from = table(['all', 'own', 'in', 'within'])(value, path);
  const read = optional<Exclude<Scope, 'all'>>(from, path, {
    all: yes,
    own: yes,
    in: record(reach),
    within: record(reach),
  });
  const reaches = [...Object.values(read.in ?? {}), ...Object.values(read.within ?? {})];
  return withIds(read, reaches, limits.scopeIds, path);
};

/** Returns what was read, and refuses it where its lists together have too many ids. */
function withIds<T>(read: T, lists: readonly (Reach | undefined)[], most: number, path: string): T {
  const count = lists.reduce((sum, ids) => sum + (typeof ids === 'object' ? ids.length : 0), 0);
  if (count <= most) return read;
  throw new ReadError(path, undefined, `at most ${most}`, `${count} ids`);
}

const provenance: Read<Provenance> = (value, path) => {
  const from = text(value, path);
  return from === 'baseline' || from === 'member' || /^(role|package|implied):./.test(from)
    ? // The test above is what the type says.
      (from as Provenance)
    : refuse(path, value, 'baseline, member, role:…, package:… or implied:…');
};

const grantValue: Read<string | number | boolean> = (value, path) =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
    ? value
    : typeof value === 'string'
      ? text(value, path)
      : refuse(path, value, 'a text, a number, true or false');

const grantKeys = [
  'permission',
  'effect',
  'scope',
  'value',
  'from',
  'via',
  'startsAt',
  'endsAt',
  'conditional',
  'reason',
];

const grant: Read<Grant> = (value, path) => {
  const from = table(grantKeys)(value, path);
  return {
    permission: text(from.permission, `${path}.permission`),
    effect: oneOf(['allow', 'deny'])(from.effect, `${path}.effect`),
    from: provenance(from.from, `${path}.from`),
    ...optional<Omit<Grant, 'permission' | 'effect' | 'from'>>(from, path, {
      scope,
      value: grantValue,
      via: provenance,
      startsAt: moment,
      endsAt: moment,
      conditional: yes,
      reason: oneOf(reasons),
    }),
  };
};

const subject: Read<Subject> = (value, path) => {
  const from = table()(value, path);
  const read = {
    id: text(from.id, `${path}.id`),
    tenant: text(from.tenant, `${path}.tenant`),
    roles: texts(from.roles, `${path}.roles`),
    extensions: texts(from.extensions, `${path}.extensions`),
    memberships: record(texts)(from.memberships, `${path}.memberships`),
    licenses: texts(from.licenses, `${path}.licenses`),
    ...optional<{ plan?: string; within?: Record<string, Reach> }>(from, path, { plan: text, within: record(reach) }),
  };
  const { roles, extensions, licenses, memberships, within = {} } = read;
  const lists = [roles, extensions, licenses, ...Object.values(memberships), ...Object.values(within)];
  return withIds(read, lists, limits.subjectIds, path);
};

/** The person behind an agent: no set of its own, and nobody behind it. */
const behalf: Read<Pick<GrantSet, 'subject' | 'grants'>> = (value, path) => {
  const from = table(['subject', 'grants'])(value, path);
  return {
    subject: subject(from.subject, `${path}.subject`),
    grants: list(grant, limits.grants)(from.grants, `${path}.grants`),
  };
};

function readGrantSet(value: unknown): GrantSet {
  const from = table()(value, '');
  const set: GrantSet = {
    format: oneOf([grantSetFormat])(from.format, 'format'),
    catalog: text(from.catalog, 'catalog'),
    subject: subject(from.subject, 'subject'),
    revision: count(from.revision, 'revision'),
    issuedAt: count(from.issuedAt, 'issuedAt'),
    grants: list(grant, limits.grants)(from.grants, 'grants'),
    ...optional<Pick<GrantSet, 'expiresAt' | 'onBehalfOf'>>(from, '', { expiresAt: count, onBehalfOf: behalf }),
  };
  const { tenant } = set.onBehalfOf?.subject ?? set.subject;
  return tenant === set.subject.tenant
    ? set
    : refuse('onBehalfOf.subject.tenant', tenant, `the tenant of the subject, '${clip(set.subject.tenant)}'`);
}
