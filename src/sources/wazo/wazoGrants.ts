import type { Catalog, CatalogDefinition, PermissionId } from '../../model/catalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Reach, Scope } from '../../model/scope.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import { type AccessPattern, accessPattern } from './accessPattern.js';
import { readWazoToken, type WazoToken } from './readWazoToken.js';

/**
 * Which access each permission of a catalog needs. A segment in braces is an id, of the dimension that it names:
 * `{ 'calls.view': 'call-logd.users.{user}.cdr.read' }`.
 */
export type WazoAccesses<C extends CatalogDefinition = CatalogDefinition> = {
  readonly [P in PermissionId<C>]?: string;
};

/** The catalog that the grants speak of, and which access each of its permissions needs. */
export interface WazoMeaning<C extends CatalogDefinition = CatalogDefinition> extends UntranslatedOptions {
  readonly catalog: Catalog<C>;
  readonly accesses: WazoAccesses<C>;
}

/** The revision and times of the set, and its tenant where a token does not name one. */
export interface WazoStamp extends GrantStamp {
  readonly tenant?: string;
}

/**
 * The grants of a token of wazo-auth (its answer to `GET …/token/<token>`), for the permissions of a catalog.
 * An access with ids in it becomes a scope: every id under a wildcard, one's own under `me`, a certain one where
 * the pattern names it; what `!` denies is denied. A pattern that covers ids nobody can list (`users.12*`) is for
 * the server to decide, or denies everything. Wazo writes `_` for each `.` of an id, so a pattern that names `a_b`
 * is about the ids `a_b` and `a.b`. No id of Wazo's holds `#`, so that `*` counts as any id. Throws a SourceError
 * ('malformed') that names the path.
 */
export function wazoGrants<C extends CatalogDefinition>(
  token: unknown,
  meaning: WazoMeaning<C>,
  { tenant, ...stamp }: WazoStamp = {},
): GrantSet {
  const { catalog, accesses, onUntranslated } = meaning;
  const read = readWazoToken(token, tenant);
  const patterns = read.acl.map((line) => accessPattern(line, read.caller));
  const permissions: [string, unknown][] = Object.entries(accesses);
  const grants = permissions.flatMap(([permission, access]) =>
    typeof access === 'string'
      ? patterns.flatMap((pattern) => grantsOf(permission, segmentsOf(access), pattern, read, onUntranslated))
      : [],
  );
  return setOf(catalog.id, subjectOf(read), grants, {
    ...(read.expiresAt !== undefined && { expiresAt: read.expiresAt }),
    ...stamp,
  });
}

function subjectOf({ caller, tenant }: WazoToken): GrantSet['subject'] {
  return { id: caller.id, tenant, roles: [], extensions: [], memberships: { user: [caller.id] }, licenses: [] };
}

/** One segment of an access: a word, or the dimension whose id stands there. */
type Segment = string | { readonly dimension: string };

function segmentsOf(access: string): Segment[] {
  return access.split('.').map((segment) => {
    const dimension = /^\{(.+)\}$/.exec(segment)?.[1];
    return dimension === undefined ? segment : { dimension };
  });
}

function grantsOf(
  permission: string,
  access: readonly Segment[],
  pattern: AccessPattern,
  { caller }: WazoToken,
  onUntranslated: WazoMeaning['onUntranslated'],
): Grant[] {
  const effect = pattern.isNegative ? 'deny' : 'allow';
  const grant: Grant = { permission, effect, from: 'member' };
  // Most lines of an ACL are about something else.
  if (!pattern.meets(access.map((segment) => (typeof segment === 'string' ? segment : undefined)))) return [];
  if (access.every((segment) => typeof segment === 'string')) return [grant];
  const named = [...pattern.names, caller.id, ...(caller.session === undefined ? [] : [caller.session])];
  if (pattern.isPartial || named.some((name) => name.split('_').length > mostSpelled)) {
    const becomes = pattern.isNegative ? 'is denied everywhere' : 'is for the server to decide';
    onUntranslated?.(`'${pattern.line}' covers ids that cannot be listed, so ${permission} ${becomes}.`);
    return [pattern.isNegative ? grant : { ...grant, scope: 'all', conditional: true }];
  }
  return choices(access, [...new Set(named.flatMap(spellings))]).flatMap((choice) =>
    pattern.meets(choice.map(({ text }) => text)) ? [{ ...grant, scope: scopeOf(choice, effect) }] : [],
  );
}

/** One segment: a word of the access, a certain id, or an id that no pattern can name. */
interface Chosen {
  readonly text: string;
  readonly dimension?: string;
  /** The certain id; none stands for every id. */
  readonly id?: string;
}

/** A character that stands in no ACL, so that only a wildcard can match it. */
const nobody = '\uE000';

/** The most parts of an id between its underscores: each more doubles the ids that it stands for. */
const mostSpelled = 6;

/** The ids that Wazo writes as this one: a `.` in an id would take its segment apart, so that it writes `_`. */
function spellings(id: string): string[] {
  const [first = '', ...parts] = id.split(/[._]/);
  return parts.reduce((all, part) => all.flatMap((text) => [`${text}_${part}`, `${text}.${part}`]), [first]);
}

/** Every access that tells something new: with each id that a pattern can name, or with one that it cannot. */
function choices([first, ...rest]: readonly Segment[], ids: readonly string[]): Chosen[][] {
  if (first === undefined) return [[]];
  const here: Chosen[] =
    typeof first === 'string'
      ? [{ text: first }]
      : [
          { text: nobody, dimension: first.dimension },
          ...ids.map((id) => ({ text: id.replaceAll('.', '_'), dimension: first.dimension, id })),
        ];
  return choices(rest, ids).flatMap((tail) => here.map((one) => [one, ...tail]));
}

/** The first id widens, the others must hold as well: an access names all of its ids at once. */
function scopeOf(choice: readonly Chosen[], effect: Grant['effect']): Scope {
  const reaches = choice.flatMap(({ dimension, id }): [string, Reach][] =>
    dimension === undefined ? [] : [[dimension, id === undefined ? 'any' : [id]]],
  );
  // Two ids of one dimension do not fit into one scope: nothing is allowed by them, and everything denied.
  if (new Set(reaches.map(([dimension]) => dimension)).size < reaches.length) return effect === 'deny' ? 'all' : {};
  const [first = [], ...others] = reaches;
  const within = others.length > 0 && { within: Object.fromEntries(others) };
  return { in: Object.fromEntries([first]), ...within };
}
