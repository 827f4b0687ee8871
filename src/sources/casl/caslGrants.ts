import type { Catalog, ResourceDefinition } from '../../model/catalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { Reach, Scope } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import { type CaslRule, readPackedRules } from './readPackedRules.js';

/** Whose rules they are, and what they are about. */
export interface CaslMeaning extends UntranslatedOptions {
  /** Its permissions are named by subject and action, `Post.read`, or by field as well, `Post.read.title`. */
  readonly catalog: Catalog;
  readonly subject: Subject;
  /**
   * The actions that an alias stands for, as the ability that the rules are from was made with; `{}` where it has no
   * aliases. Without this, a rule that forbids an action which the catalog does not name could mean any action, so
   * its subjects are left to the server.
   */
  readonly aliases?: Readonly<Record<string, string | readonly string[]>>;
  /** The action that stands for every action, as in the ability's own options. Default: `manage`. */
  readonly anyAction?: string;
  /** The subject that stands for every subject, as in the ability's own options. Default: `all`. */
  readonly anySubjectType?: string;
}

/**
 * Grants from CASL's packed rules, for the permissions of a catalog. Conditions on fields that are dimensions of the catalog become scopes (`$eq`, `$in`, plain values); any
 * other condition is for the server to decide. A rule for some fields opens those fields' permissions only.
 *
 * CASL lets the last rule win. Here order never matters and a rule that forbids always wins, so a later exception
 * to it opens nothing: never more than CASL allows, at times less. Ids are compared by their digits. Throws a
 * SourceError ('malformed') that names the path.
 */
export function caslGrants(rules: unknown, meaning: CaslMeaning, stamp: GrantStamp = {}): GrantSet {
  const { catalog, subject, onUntranslated } = meaning;
  const names = Object.keys(catalog.permissions).map(partsOf);
  const grants = readPackedRules(rules).flatMap((packed): Grant[] => {
    const rule = ruleOf(packed, meaning);
    const about = names.filter((name) => isAbout(rule, name));
    const told = about.filter((name) => covers(rule, name)).map(({ id }) => grantOf(rule, id, resourceOf(catalog, id)));
    const conditional = told.filter((grant) => grant.conditional).map(({ permission }) => permission);
    if (conditional.length > 0) {
      onUntranslated?.(
        `A rule has conditions that a scope cannot express. The server decides on ${conditional.join(', ')}.`,
      );
    }
    const strange = strangeActions(rule, about, meaning);
    if (strange.length === 0) return told;
    onUntranslated?.(
      `A rule forbids '${strange.join(', ')}' on '${packed.subjects.join(', ')}', and the catalog names no such action. It may be an alias, so the server decides on these subjects. Pass the ability's aliases, or {} where it has none.`,
    );
    return [
      ...told,
      ...about.map(({ id }): Grant => ({
        permission: id,
        effect: 'deny',
        from: 'member',
        scope: 'all',
        conditional: true,
      })),
    ];
  });
  return setOf(catalog.id, subject, grants, stamp);
}

/** A rule with its aliases resolved, and the words that stand for everything. */
interface Rule extends Pick<CaslRule, 'conditions' | 'fields' | 'isInverted'> {
  readonly actions: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
  readonly anyAction: string;
  readonly anySubjectType: string;
}

function ruleOf(
  { actions, subjects, ...packed }: CaslRule,
  { aliases = {}, anyAction = 'manage', anySubjectType = 'all' }: CaslMeaning,
): Rule {
  const all = new Set(actions);
  // What is added on the way is visited as well: an alias may stand for another one.
  for (const action of all)
    for (const one of Object.hasOwn(aliases, action) ? [aliases[action] ?? []].flat() : []) all.add(one);
  return { ...packed, actions: all, subjects: new Set(subjects), anyAction, anySubjectType };
}

/** The actions that a rule forbids and the catalog does not name, where they may be aliases that nobody told of. */
function strangeActions({ actions, anyAction, isInverted }: Rule, about: readonly Name[], meaning: CaslMeaning) {
  if (!isInverted || meaning.aliases || about.length === 0) return [];
  const known = new Set([anyAction, ...about.map(({ action }) => action)]);
  return [...actions].filter((action) => !known.has(action));
}

interface Name {
  readonly id: string;
  readonly subject: string;
  readonly action: string;
  /** Empty for the whole subject. */
  readonly field: string;
}

function partsOf(id: string): Name {
  const [subject = '', action = '', ...field] = id.split('.');
  return { id, subject, action, field: field.join('.') };
}

function isAbout({ subjects, anySubjectType }: Rule, { subject }: Name): boolean {
  return subjects.has(subject) || subjects.has(anySubjectType);
}

function covers({ actions, anyAction, fields, isInverted }: Rule, { action, field }: Name): boolean {
  if (!actions.has(action) && !actions.has(anyAction)) return false;
  return fields.length === 0 || (field !== '' && fields.some((pattern) => coversField(pattern, field, isInverted)));
}

/**
 * Whether a field is in a pattern. What exactly a `*` covers depends on the dots around it, so a rule that allows
 * covers the least it can mean, and one that forbids the most.
 */
function coversField(pattern: string, field: string, isInverted: boolean): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === field;
  if (isInverted) return field.startsWith(pattern.slice(0, star).replace(/\.$/, ''));
  const escaped = pattern.replaceAll(/[\\^$+?.()|[\]{}-]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\*+/g, (stars) => (stars === '*' ? '[^.]+' : '.+'))}$`).test(field);
}

function resourceOf(catalog: Catalog, id: string): ResourceDefinition | undefined {
  const definition = catalog.permissions[id];
  return definition?.kind === 'right' && definition.on !== undefined ? catalog.resources[definition.on] : undefined;
}

function grantOf(
  { conditions, isInverted }: Rule,
  permission: string,
  resource: ResourceDefinition | undefined,
): Grant {
  const grant = { permission, effect: isInverted ? 'deny' : 'allow', from: 'member' } as const;
  if (!conditions) return { ...grant, scope: 'all' };
  // A dotted field of CASL's also looks into lists of objects, ours does not: what that would forbid is not known.
  const isKnown = !isInverted || Object.keys(conditions).every((field) => !field.includes('.'));
  const scope = resource && isKnown ? scopeOf(conditions, resource) : undefined;
  return scope ? { ...grant, scope } : { ...grant, scope: 'all', conditional: true };
}

/** Conditions as a scope, or `undefined` where a scope cannot say the same. */
function scopeOf(conditions: Readonly<Record<string, unknown>>, resource: ResourceDefinition): Scope | undefined {
  const reaches: [dimension: string, reach: Reach][] = [];
  for (const [field, wanted] of Object.entries(conditions)) {
    const dimension = Object.entries(resource.dimensions).find(([, place]) => place === field)?.[0];
    const ids = idsOf(wanted);
    if (dimension === undefined || ids === undefined) return undefined;
    reaches.push([dimension, ids]);
  }
  const [first = [], ...others] = reaches;
  return { in: Object.fromEntries([first]), ...(others.length > 0 && { within: Object.fromEntries(others) }) };
}

function idsOf(wanted: unknown): string[] | undefined {
  if (typeof wanted !== 'object' || wanted === null) return allIds([wanted]);
  const [operation, ...more] = Object.entries(wanted);
  if (!operation || more.length > 0) return undefined;
  const [operator, value]: [string, unknown] = operation;
  if (operator === '$eq') return allIds([value]);
  return operator === '$in' && Array.isArray(value) ? allIds(value) : undefined;
}

function allIds(values: readonly unknown[]): string[] | undefined {
  const ids = values.flatMap((value) =>
    (typeof value === 'string' && value !== '') || Number.isSafeInteger(value) ? [String(value)] : [],
  );
  return ids.length === values.length ? ids : undefined;
}
