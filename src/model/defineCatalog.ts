// One state machine: it walks a definition once and collects what is wrong with it.
import type {
  Catalog,
  CatalogDefinition,
  CatalogInput,
  Defined,
  GrantSpec,
  Implication,
  PermissionDefinition,
  RoleDefinition,
  RowDefinition,
} from './catalog.js';
import { recordKeys } from './condition.js';
import { type DelegatedOperation, delegatedOperations } from './delegation.js';
import { opensOf, permissionOf } from './permissionOf.js';
import { limits } from './limits.js';
import { type PartKeyDefinition, type PartName, partTable } from './parts.js';
import type { Scope, ScopeKeys } from './scope.js';
import { valueProblem } from './value.js';
import { withDefaults } from './withDefaults.js';

/** One thing that is wrong with a definition. */
export interface CatalogIssue {
  /** The place, such as `roles.agent.grants[2].permission`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Thrown by `defineCatalog`; `issues` lists everything that was found, not just the first. */
export class CatalogError extends Error {
  readonly issues: readonly CatalogIssue[];

  constructor(id: string, issues: readonly CatalogIssue[]) {
    const lines = issues.map((issue) => `  ${issue.path}: found ${issue.found}, expected ${issue.expected}`);
    super(`Catalog '${id}' is invalid, so no permission can be decided with it. Fix these:\n${lines.join('\n')}`);
    this.name = 'CatalogError';
    this.issues = issues;
  }
}

declare const noSuch: unique symbol;

/** What a name is told to be that the catalog does not have: nothing fits it, and an error message shows it. */
interface NoSuch<What extends string, Known> {
  readonly [noSuch]: [What, Known];
}

/** One of the catalog's ids. A mistyped one does not become `never`, which would name nothing and spread. */
type OneOf<What extends string, Known> = Known | NoSuch<What, Known>;

/** The ids of a definition. Written out, since an error message would show the name of a type in place of its ids. */
interface Ids<C extends CatalogDefinition> {
  readonly permission: keyof C['permissions'];
  readonly right: AnswersTo<C, { readonly kind: 'right' }> & string;
  readonly dimension: keyof C['dimensions'];
  readonly role: keyof C['roles'];
  readonly resource: keyof C['resources'];
  readonly section: keyof C['sections'];
  readonly plan: keyof C['plans'];
  readonly license: keyof C['licenses'];
}

/** Some ids, whatever they are. */
type AnyIds = { readonly [K in keyof Ids<CatalogDefinition>]: PropertyKey };

type AnswersTo<C extends CatalogDefinition, A> = {
  readonly [P in keyof C['permissions']]: C['permissions'][P] extends A ? P : never;
}[keyof C['permissions']];

/** The permissions that can answer what a part asks: of its kind, and about no record where it asks about none. */
type BindableId<C extends CatalogDefinition, Asked> = Asked extends { readonly about: string }
  ? OneOf<'right', AnswersTo<C, { readonly kind: 'right' }> & string>
  : Asked extends { readonly kind: 'right' }
    ? OneOf<'unscoped right', Exclude<AnswersTo<C, { readonly kind: 'right' }>, AnswersTo<C, { readonly on: string }>>>
    : Asked extends { readonly kind: infer K extends string }
      ? OneOf<K, AnswersTo<C, { readonly kind: K }> & string>
      : never;

/** Names that a table may have, and no others. */
type Only<What extends string, Known, Given> = {
  readonly [K in keyof Given]: K extends Known ? unknown : NoSuch<`${What} '${K & string}'`, Known>;
};

type PartsFor<C extends CatalogDefinition> = Only<'part', PartName, C['parts']> & {
  readonly [P in PartName & keyof C['parts']]: Only<
    `key of the part ${P}`,
    keyof (typeof partTable)[P],
    C['parts'][P]
  > & {
    readonly [K in keyof (typeof partTable)[P]]?: BindableId<C, (typeof partTable)[P][K]>;
  };
};

/** The same list with another type for each of its elements, so that an error stands at the element. */
type Each<List, Element> = { readonly [K in keyof List]: Element };

type SpecDetails = Exclude<GrantSpec, string>;

/** A grant or an implication: an id where an id is given, else what names a permission and perhaps a scope. */
type SpecFor<G, I extends AnyIds> = G extends string
  ? OneOf<'permission', I['permission']>
  : Omit<SpecDetails, 'permission' | 'scope'> & {
      readonly permission: OneOf<'permission', I['permission']>;
      readonly scope?: ScopeFor<At<G, 'scope'>, I>;
    };

type Specs<List, I extends AnyIds> = { readonly [K in keyof List]: SpecFor<List[K], I> };

type ScopeFor<G, I extends AnyIds> = G extends string
  ? unknown
  : Omit<ScopeKeys, 'in' | 'within'> & {
      readonly [K in 'in' | 'within']?: Only<'dimension', I['dimension'], At<G, K>>;
    };

/** What is given under a key; nothing of its own where nothing is. */
type At<T, K extends string> = T extends { readonly [P in K]?: infer V } ? NonNullable<V> : {};

/** The properties of a kind of permission. */
type PropertiesOf<G> = G extends { readonly kind: infer K }
  ? keyof Extract<PermissionDefinition, { readonly kind: K }>
  : PropertyKey;

/** No property but those that are known: a mistyped one would be left out without a word. */
type NoOther<Known, Given> = {
  readonly [K in Exclude<keyof Given & string, Known>]?: NoSuch<`property '${K}'`, Known>;
};

type PermissionFor<G, I extends AnyIds> = NoOther<PropertiesOf<G>, G> & {
  readonly on?: OneOf<'resource type', I['resource']>;
  readonly section?: OneOf<'section', I['section']>;
  readonly requires?: Each<At<G, 'requires'>, OneOf<'permission', I['permission']>>;
  readonly consent?: OneOf<'permission', I['permission']>;
  readonly implies?: Specs<At<G, 'implies'>, I>;
  readonly plans?: Each<At<G, 'plans'>, OneOf<'plan', I['plan']>>;
  readonly licenses?: Each<At<G, 'licenses'>, OneOf<'licence', I['license']>>;
};

type RoleFor<G, I extends AnyIds> = NoOther<keyof RoleDefinition, G> & {
  readonly grants?: Specs<At<G, 'grants'>, I>;
  readonly grantable?: Specs<At<G, 'grantable'>, I>;
  readonly gives?: Specs<At<G, 'gives'>, I>;
  readonly within?: Only<'dimension', I['dimension'], At<G, 'within'>>;
  readonly manages?: Each<At<G, 'manages'>, OneOf<'role', I['role']>>;
};

/** The type that a literal definition must fit, so that a mistyped id is one error, at its place, that names it. */
type CheckedAgainstItself<C extends CatalogDefinition, I extends AnyIds> = NoOther<keyof CatalogDefinition, C> & {
  readonly resources?: {
    readonly [R in keyof C['resources']]: {
      readonly dimensions: Only<'dimension', I['dimension'], C['resources'][R]['dimensions']>;
    };
  };
  readonly permissions: { readonly [P in keyof C['permissions']]: PermissionFor<C['permissions'][P], I> };
  readonly roles?: { readonly [R in keyof C['roles']]: RoleFor<C['roles'][R], I> };
  readonly customRoles?: { readonly grantable?: Specs<At<C['customRoles'], 'grantable'>, I> };
  readonly packages?: {
    readonly [P in keyof C['packages']]: { readonly grants: Specs<At<NonNullable<C['packages']>[P], 'grants'>, I> };
  };
  readonly baseline?: Specs<C['baseline'], I>;
  readonly delegation?: {
    readonly resource?: OneOf<'resource type', I['resource']>;
    readonly memberships?: OneOf<'right', I['right']> | { readonly [D in I['dimension']]?: OneOf<'right', I['right']> };
  } & { readonly [O in DelegatedOperation]?: OneOf<'right', I['right']> };
  readonly parts?: PartsFor<C>;
  readonly conflicts?: {
    readonly [K in keyof C['conflicts']]: {
      readonly permissions: Each<At<C['conflicts'][K], 'permissions'>, OneOf<'permission', I['permission']>>;
    };
  };
};

/**
 * Checks a definition and turns it into a catalog whose ids are literal types. Throws a {@link CatalogError}
 * that names every path where the definition is invalid.
 *
 * ```ts
 * const catalog = defineCatalog({
 *   id: 'desk',
 *   permissions: { 'sms.send': { kind: 'right', label: 'Send SMS' } },
 *   roles: { agent: { grants: ['sms.send'] } },
 * });
 * ```
 */
export function defineCatalog<const D extends CatalogInput>(
  definition: D & CheckedAgainstItself<Defined<D>, Ids<Defined<D>>>,
): Catalog<Defined<D>> {
  return checkCatalog(definition) as unknown as Catalog<Defined<D>>;
}

/**
 * `defineCatalog` for a definition that is only known at run time, such as one that was generated from a
 * backend's answer: the same checks, with ids that are plain strings.
 */
export function checkCatalog(input: CatalogInput): Catalog {
  const definition = withDefaults(input);
  const issues: CatalogIssue[] = [];
  const report = (path: string, found: string, expected: string) => void issues.push({ path, found, expected });
  checkSizes(definition, report);
  checkNames(definition, report);
  checkPermissions(definition, report);
  checkBundles(definition, report);
  checkDelegation(definition, report);
  checkConflicts(definition, report);
  checkAdvice(definition, report);
  checkParts(definition, report);
  checkCycles(definition, report);
  if (issues.length > 0) throw new CatalogError(definition.id, issues);
  // The brand says that the lines above ran; it exists for the compiler only.
  return definition as Catalog;
}

type Report = (path: string, found: string, expected: string) => void;

const has = (table: object | undefined, id: string): boolean => table !== undefined && Object.hasOwn(table, id);

const kinds: readonly string[] = ['right', 'choice', 'number', 'duty'];

const idPattern = /^[A-Za-z][\w-]*$/;
const permissionPattern = /^[A-Za-z][\w-]*(\.[A-Za-z0-9][\w-]*)+$/;

function checkSizes({ permissions, roles }: CatalogDefinition, report: Report) {
  for (const [path, table] of Object.entries({ permissions, roles }))
    atMost(Object.keys(table), limits[path as 'permissions' | 'roles'], path, report);
}

/** Reports a list that is longer than may be. */
function atMost(items: readonly unknown[], most: number, path: string, report: Report) {
  if (items.length > most) report(path, `${items.length} items`, `at most ${most}`);
}

function checkNames(c: CatalogDefinition, report: Report) {
  if (!idPattern.test(c.id)) report('id', `'${c.id}'`, 'a letter, then letters, digits, - or _');
  for (const table of ['dimensions', 'resources', 'sections', 'roles', 'packages', 'plans', 'licenses'] as const) {
    for (const id of Object.keys(c[table] ?? {})) {
      if (!idPattern.test(id)) report(`${table}.${id}`, `'${id}'`, 'a letter, then letters, digits, - or _');
    }
  }
  for (const key of recordKeys) {
    if (has(c.dimensions, key))
      report(`dimensions.${key}`, `'${key}'`, 'another name: this one is a key of every record');
  }
  for (const [id, resource] of Object.entries(c.resources)) {
    for (const dimension of Object.keys(resource.dimensions)) {
      known(c.dimensions, dimension, `resources.${id}.dimensions.${dimension}`, 'a dimension', report);
    }
  }
}

function known(table: object | undefined, id: string, path: string, what: string, report: Report): boolean {
  if (has(table, id)) return true;
  report(path, `'${id}'`, `${what} of the catalog (${firstIds(table) || 'it has none'})`);
  return false;
}

const texts = new WeakMap<object, string>();

/** The first dozen, worked out once: in a catalog in which everything is wrong each place is told of them. */
function firstIds(table: object = {}): string {
  const ids = texts.get(table) ?? listed(Object.keys(table));
  texts.set(table, ids);
  return ids;
}

function listed(ids: readonly string[]): string {
  return ids.length > 12 ? `${ids.slice(0, 12).join(', ')}, …` : ids.join(', ');
}

function checkPermissions(c: CatalogDefinition, report: Report) {
  for (const [id, permission] of Object.entries(c.permissions)) {
    const path = `permissions.${id}`;
    if (!permissionPattern.test(id)) report(path, `'${id}'`, 'a name of the form area.verb');
    if (permission.section !== undefined) known(c.sections, permission.section, `${path}.section`, 'a section', report);
    // Of what only the types rule out, this decides what a role without limit gives.
    if (permission.setting !== undefined && permission.setting !== true)
      report(`${path}.setting`, String(permission.setting), 'true, or nothing at all');
    if (permission.setting) checkOpensSettings(c, permission, path, report);
    permission.requires?.forEach((other, i) => {
      if (known(c.permissions, other, `${path}.requires[${i}]`, 'a permission', report))
        isRight(c, other, `${path}.requires[${i}]`, report);
    });
    permission.plans?.forEach((plan, i) => known(c.plans, plan, `${path}.plans[${i}]`, 'a plan', report));
    permission.licenses?.forEach((one, i) => known(c.licenses, one, `${path}.licenses[${i}]`, 'a licence', report));
    checkKind(c, permission, path, report);
  }
}

/** Who may set a setting at any value would hand out every right that comes with it. */
function checkOpensSettings(c: CatalogDefinition, permission: PermissionDefinition, path: string, report: Report) {
  const check = (specs: readonly (GrantSpec | Implication)[] | undefined, at: string) =>
    specs?.forEach((spec, i) => {
      const id = permissionOf(spec);
      if (has(c.permissions, id) && !c.permissions[id]?.setting)
        report(`${at}[${i}]`, `'${id}', which is no setting`, 'a setting: a setting opens no right');
    });
  if (permission.kind === 'right') check(permission.implies, `${path}.implies`);
  if (permission.kind === 'choice')
    permission.options.forEach(({ grants }, i) => check(grants, `${path}.options[${i}].grants`));
}

function isRight(c: CatalogDefinition, id: string, path: string, report: Report) {
  const kind = c.permissions[id]?.kind;
  if (kind !== 'right') report(path, `'${id}', a ${kind}`, 'a right');
}

function checkKind(c: CatalogDefinition, permission: PermissionDefinition, path: string, report: Report) {
  switch (permission.kind) {
    case 'right':
      return checkRight(c, permission, path, report);
    case 'choice':
      checkOptionIds(permission.options, `${path}.options`, report);
      permission.options.forEach((option, i) => {
        checkSpecs(c, option.grants, `${path}.options[${i}].grants`, report);
        checkAllows(option.grants, `${path}.options[${i}].grants`, 'an option gives rights and takes none', report);
      });
      return checkValue(permission, permission.default, `${path}.default`, report);
    case 'number':
      if (!(permission.min <= (permission.max ?? Infinity)))
        report(
          `${path}.min`,
          String(permission.min),
          permission.max === undefined ? 'a number' : `at most ${permission.max}, the max`,
        );
      return checkValue(permission, permission.default, `${path}.default`, report);
    case 'duty':
      return;
    default:
      report(`${path}.kind`, `'${String((permission as { kind: unknown }).kind)}'`, 'right, choice, number or duty');
  }
}

function checkOptionIds(options: readonly { readonly id: string }[], path: string, report: Report) {
  const seen = new Set<string>();
  options.forEach(({ id }, i) => {
    if (seen.has(id)) report(`${path}[${i}].id`, `'${id}' again`, 'ids that differ');
    seen.add(id);
  });
}

function checkRight(
  c: CatalogDefinition,
  right: PermissionDefinition & { kind: 'right' },
  path: string,
  report: Report,
) {
  if (right.on !== undefined) known(c.resources, right.on, `${path}.on`, 'a resource type', report);
  if (right.consent !== undefined) {
    if (known(c.permissions, right.consent, `${path}.consent`, 'a permission', report))
      isRight(c, right.consent, `${path}.consent`, report);
    if (right.on === undefined || c.resources[right.on]?.consents === undefined)
      report(`${path}.consent`, `'${right.consent}'`, 'a right on a resource type that says where its `consents` are');
  }
  right.implies?.forEach((implied, i) => {
    const target = permissionOf(implied);
    const at = `${path}.implies[${i}]`;
    if (!known(c.permissions, target, at, 'a permission', report)) return;
    isRight(c, target, at, report);
    const other = c.permissions[target];
    const carries = typeof implied === 'string';
    if (carries && right.on === undefined && other?.kind === 'right' && other.on !== undefined) {
      report(at, `'${target}', which is scoped`, 'a scope beside it: an unscoped right has none to carry along');
    }
    if (carries) return;
    checkScope(c, implied.scope, `${at}.scope`, report);
    if (other?.kind === 'right' && other.on === undefined && implied.scope !== 'all')
      report(`${at}.scope`, JSON.stringify(implied.scope), `no scope: '${target}' is not asked about records`);
  });
}

function checkValue(permission: PermissionDefinition, value: unknown, path: string, report: Report) {
  const problem = valueProblem(permission, value);
  if (problem) report(path, problem.found, problem.expected);
}

function checkBundles(c: CatalogDefinition, report: Report) {
  for (const [id, role] of Object.entries(c.roles)) {
    checkSpecs(c, role.grants, `roles.${id}.grants`, report);
    checkSpecs(c, role.grantable, `roles.${id}.grantable`, report);
    checkSpecs(c, role.gives, `roles.${id}.gives`, report);
    if (role.within) checkScope(c, { within: role.within }, `roles.${id}`, report);
    checkAllows(role.gives, `roles.${id}.gives`, 'a restriction may always be set', report);
    role.manages?.forEach((other, i) => known(c.roles, other, `roles.${id}.manages[${i}]`, 'a role', report));
  }
  checkSpecs(c, c.customRoles?.grantable, 'customRoles.grantable', report);
  for (const [id, bundle] of Object.entries(c.packages ?? {}))
    checkSpecs(c, bundle.grants, `packages.${id}.grants`, report);
  checkSpecs(c, c.baseline, 'baseline', report);
  c.rows?.forEach((row, i) => {
    if (!known(c.permissions, row.permission, `rows[${i}].permission`, 'a permission', report)) return;
    if (row.section !== undefined) known(c.sections, row.section, `rows[${i}].section`, 'a section', report);
    if (row.scope !== undefined) checkScope(c, row.scope, `rows[${i}].scope`, report);
    if (row.asks !== undefined) checkAsks(c, row, row.asks, `rows[${i}].asks`, report);
    for (const role of Object.keys(row.cellNotes ?? {}))
      known(c.roles, role, `rows[${i}].cellNotes.${role}`, 'a role', report);
    const permission = c.permissions[row.permission];
    if (row.value !== undefined && permission) checkValue(permission, row.value, `rows[${i}].value`, report);
  });
}

/** Whether a row can ask which ids of a dimension it is given for. */
function checkAsks(c: CatalogDefinition, row: RowDefinition, asks: string, path: string, report: Report) {
  if (!known(c.dimensions, asks, path, 'a dimension', report)) return;
  const permission = c.permissions[row.permission];
  const resource = permission?.kind === 'right' && permission.on !== undefined ? c.resources[permission.on] : undefined;
  if (!has(resource?.dimensions, asks))
    report(path, `'${asks}'`, `a dimension of what '${row.permission}' is asked about`);
  if (row.scope !== undefined || row.value !== undefined)
    report(path, `'${asks}' beside a scope or value`, 'one of them: what is asked for is the scope');
}

/** Whether each grant of a bundle names a permission and gives it what its kind takes. */
function checkSpecs(c: CatalogDefinition, specs: readonly GrantSpec[] | undefined, path: string, report: Report) {
  if (specs) atMost(specs, limits.grants, path, report);
  specs?.forEach((spec, i) => {
    const { permission: id, ...rest }: Exclude<GrantSpec, string> =
      typeof spec === 'string' ? { permission: spec } : spec;
    const at = `${path}[${i}]`;
    if (!known(c.permissions, id, `${at}.permission`, 'a permission', report)) return;
    const permission = c.permissions[id];
    // Of a kind that there is not, more cannot be said than that, and `checkKind` says it.
    if (!permission || !kinds.includes(permission.kind)) return;
    if (rest.scope !== undefined) checkScope(c, rest.scope, `${at}.scope`, report);
    if (permission.kind !== 'right') {
      if (rest.effect !== 'deny') checkValue(permission, rest.value, `${at}.value`, report);
    } else if (rest.value !== undefined) {
      report(`${at}.value`, JSON.stringify(rest.value), 'no value: a right is held or not');
    } else if (permission.on !== undefined && rest.scope === undefined && rest.effect !== 'deny') {
      report(`${at}.scope`, 'no scope', `how far '${id}' reaches; without it it reaches nothing`);
    } else if (permission.on === undefined && rest.scope !== undefined && rest.scope !== 'all') {
      report(`${at}.scope`, JSON.stringify(rest.scope), `no scope: '${id}' is not asked about records`);
    }
  });
}

/** Reports each grant of a list that takes something away, where none may. */
function checkAllows(specs: readonly GrantSpec[] | undefined, path: string, why: string, report: Report) {
  specs?.forEach((spec, i) => {
    if (typeof spec === 'object' && spec.effect === 'deny') report(`${path}[${i}].effect`, "'deny'", `no deny: ${why}`);
  });
}

function checkScope(c: CatalogDefinition, scope: Scope, path: string, report: Report) {
  if (scope === 'all') return;
  const lists = [...Object.values(scope.in ?? {}), ...Object.values(scope.within ?? {})];
  const count = lists.reduce((sum, reach) => sum + (typeof reach === 'object' ? reach.length : 0), 0);
  if (count > limits.scopeIds) report(path, `${count} ids`, `at most ${limits.scopeIds}`);
  for (const part of ['in', 'within'] as const) {
    for (const dimension of Object.keys(scope[part] ?? {}))
      known(c.dimensions, dimension, `${path}.${part}.${dimension}`, 'a dimension', report);
  }
}

function checkDelegation(c: CatalogDefinition, report: Report) {
  const rules = c.delegation;
  if (!rules) return;
  known(c.resources, rules.resource, 'delegation.resource', 'a resource type', report);
  for (const part of delegatedOperations) checkDelegated(c, rules[part], part, report);
  if (typeof rules.memberships !== 'object') return checkDelegated(c, rules.memberships, 'memberships', report);
  for (const [dimension, id] of Object.entries(rules.memberships)) {
    const part = `memberships.${dimension}`;
    if (dimension === 'extension') report(`delegation.${part}`, "'extension'", '`extensions`, which is beside it');
    else if (known(c.dimensions, dimension, `delegation.${part}`, 'a dimension', report))
      checkDelegated(c, id, part, report);
  }
}

/** A member is the record that rights are asked about; a role is no record at all. */
function checkDelegated(c: CatalogDefinition, id: string | undefined, part: string, report: Report) {
  const path = `delegation.${part}`;
  if (id === undefined || !known(c.permissions, id, path, 'a permission', report)) return;
  isRight(c, id, path, report);
  const right = c.permissions[id];
  const on = right?.kind === 'right' ? right.on : undefined;
  const asked = part === 'editRole' || part === 'createRole' ? undefined : c.delegation?.resource;
  if (on !== undefined && on !== asked)
    report(
      path,
      `'${id}', which is asked about '${on}'`,
      asked === undefined ? 'a right that is not asked about records' : `a right on '${asked}'`,
    );
}

function checkConflicts(c: CatalogDefinition, report: Report) {
  const { conflicts = [] } = c;
  const ids = new Set<string>();
  conflicts.forEach(({ id, permissions }, i) => {
    const path = `conflicts[${i}]`;
    if (!idPattern.test(id)) report(`${path}.id`, `'${id}'`, 'a letter, then letters, digits, - or _');
    if (ids.has(id)) report(`${path}.id`, `'${id}' again`, 'ids that differ');
    ids.add(id);
    permissions.forEach((permission, j) => {
      const at = `${path}.permissions[${j}]`;
      if (known(c.permissions, permission, at, 'a permission', report)) isRight(c, permission, at, report);
    });
    const different = new Set(permissions).size;
    if (different < 2 || different < permissions.length)
      report(`${path}.permissions`, `${different} different of ${permissions.length}`, 'two or more that all differ');
  });
  atMost(
    conflicts.flatMap(({ permissions }) => permissions),
    limits.permissions,
    'conflicts',
    report,
  );
}

function checkAdvice(c: CatalogDefinition, report: Report) {
  const right = (id: string, path: string) => {
    if (known(c.permissions, id, path, 'a permission', report)) isRight(c, id, path, report);
  };
  c.advice?.needsExtension?.forEach((id, i) => right(id, `advice.needsExtension[${i}]`));
  if (c.advice?.callerId) right(c.advice.callerId.dialOut, 'advice.callerId.dialOut');
  if (c.advice?.callerId)
    known(c.dimensions, c.advice.callerId.dimension, 'advice.callerId.dimension', 'a dimension', report);
  c.advice?.callerId?.oneOf.forEach((id, i) => right(id, `advice.callerId.oneOf[${i}]`));
  const bundles = { ...c.roles, ...c.packages };
  for (const [id, roles] of Object.entries(c.advice?.wide ?? {})) {
    right(id, `advice.wide.${id}`);
    roles.forEach((role, i) => known(bundles, role, `advice.wide.${id}[${i}]`, 'a role or package', report));
  }
}

const partKeys: Readonly<Record<string, Readonly<Record<string, PartKeyDefinition>>>> = partTable;

/** Whether each binding is for something that a part asks, and names a permission that can answer it. */
function checkParts(c: CatalogDefinition, report: Report) {
  for (const [part, bound] of Object.entries(c.parts ?? {})) {
    if (!has(partKeys, part)) {
      report(`parts.${part}`, `'${part}'`, `a part that asks for permissions (${firstIds(partKeys)})`);
      continue;
    }
    for (const [key, id] of Object.entries(bound)) checkBinding(c, { part, key, id }, report);
  }
}

interface Binding {
  readonly part: string;
  readonly key: string;
  readonly id: string;
}

function checkBinding(c: CatalogDefinition, { part, key, id }: Binding, report: Report) {
  const path = `parts.${part}.${key}`;
  const keys = partKeys[part] ?? {};
  if (!has(keys, key)) return report(path, `'${key}'`, `something that ${part} asks (${firstIds(keys)})`);
  if (!known(c.permissions, id, path, 'a permission', report)) return;
  const [asked, permission] = [keys[key], c.permissions[id]];
  if (permission?.kind !== asked?.kind) return report(path, `'${id}', a ${permission?.kind}`, `a ${asked?.kind}`);
  if (permission?.kind === 'right' && permission.on !== undefined && asked?.about === undefined)
    report(path, `'${id}', which is asked about '${permission.on}'`, 'a right that is not asked about records');
}

/** Umbrellas and prerequisites must each end somewhere (law 6), and prerequisites soon: one is asked for the other. */
function checkCycles(c: CatalogDefinition, report: Report) {
  const ids = Object.keys(c.permissions);
  walkChains(ids, (id) => opensOf(c.permissions[id]), 'implies', report);
  const lengths = walkChains(ids, (id) => c.permissions[id]?.requires ?? [], 'requires', report);
  const [longest, length] = [...lengths].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  if (length > limits.depth)
    report(`permissions.${longest}.requires`, `${length} prerequisites one after the other`, `at most ${limits.depth}`);
}

interface Step {
  readonly id: string;
  readonly next: Iterator<string>;
}

/**
 * Reports chains that come back to where they were, and tells how long the longest chain from each permission is. With
 * a list of its own in place of calls: a chain may be as long as the catalog.
 */
function walkChains(
  ids: readonly string[],
  edges: (id: string) => readonly string[],
  name: 'implies' | 'requires',
  report: Report,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  const places = new Map<string, number>();
  const trail: Step[] = [];
  const enter = (id: string) => {
    places.set(id, trail.length);
    lengths.set(id, 0);
    trail.push({ id, next: edges(id).values() });
  };
  for (const start of ids) {
    if (!lengths.has(start)) enter(start);
    for (let last = trail.at(-1); last; last = trail.at(-1)) {
      const { done, value: id } = last.next.next();
      if (!done && places.has(id))
        report(`permissions.${id}.${name}`, chainText(trail, places.get(id) ?? 0), 'a chain that ends');
      else if (!done && !lengths.has(id)) enter(id);
      else if (!done) lengthen(lengths, last.id, id);
      else {
        trail.pop();
        places.delete(last.id);
        const before = trail.at(-1);
        if (before) lengthen(lengths, before.id, last.id);
      }
    }
  }
  return lengths;
}

function lengthen(lengths: Map<string, number>, id: string, next: string): void {
  lengths.set(id, Math.max(lengths.get(id) ?? 0, (lengths.get(next) ?? 0) + 1));
}

/** A chain from one of its places back to the same; of a long one the first part. */
function chainText(trail: readonly Step[], from: number): string {
  const ids = trail.slice(from, from + 12).map(({ id }) => id);
  return [...ids, ...(trail.length - from > 12 ? ['…'] : []), ids[0]].join(' → ');
}
