import { isSame } from '../../base/isSame.js';
import type {
  Catalog,
  CatalogDefinition,
  DimensionId,
  PermissionDefinition,
  RecordArgs,
  RightId,
  ScopedRightId,
  ValueId,
  ValueOf,
} from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import type { Decision } from '../../model/decision.js';
import type { Grant, GrantSet, GrantValue } from '../../model/grant.js';
import { groupByPermission } from '../../model/permissionOf.js';
import type { EffectiveScope } from '../../model/scope.js';
import { closedValue } from '../../model/value.js';
import { blockedBy } from './blockedBy.js';
import { lesser, partsOf, sharedDecision, sharedRight, sharedScope } from './delegated.js';
import { clauseOf, unite } from './reachOf.js';
import { decide, isStale } from './decide.js';
import { isRecordIndex, type RecordIndex } from './indexRecords.js';
import { compile, matches, type Step } from './predicate.js';
import { compileRight, type Context, type Right } from './compileRight.js';
import { mergeValues, plainValue, type ValuedDefinition } from './values.js';
import { isInForce } from './timeWindow.js';

/** Answers every question about one subject's grants at one moment. It never throws and never changes. */
export interface Evaluator<C extends CatalogDefinition = CatalogDefinition> {
  readonly catalog: Catalog<C>;
  readonly grantSet: GrantSet;
  /** The moment that the answers hold for, in milliseconds since 1970. */
  readonly now: number;
  /** The moment at which an answer may change with time alone, in milliseconds since 1970; make a new evaluator then. */
  readonly nextChangeAt: number | undefined;
  /** Whether the right is held, on this record where it is scoped. */
  can<P extends RightId<C>>(permission: P, ...record: RecordArgs<C, P>): boolean;
  /** The same answer with its reason. */
  check<P extends RightId<C>>(permission: P, ...record: RecordArgs<C, P>): Decision;
  /** Whether the right is held for anything at all: show the menu? */
  canSome(permission: RightId<C>): boolean;
  /**
   * The reach of the right by its grants, for a picker or a query string. Consent and prerequisites on the
   * record are not part of it; `where` holds them too.
   */
  scopeOf(permission: RightId<C>): EffectiveScope<DimensionId<C>>;
  /** The value of a choice, number or duty; `Infinity` for a number without limit, `undefined` for no such permission. */
  value<P extends ValueId<C>>(permission: P): ValueOf<C, P> | undefined;
  /** The records that `can` allows, in their order; none of what is neither a list nor made by `indexRecords`. */
  filter<T extends object>(permission: ScopedRightId<C>, records: readonly T[] | RecordIndex<T>): T[];
  /** The condition that holds for exactly the records that `can` allows. */
  where(permission: RightId<C>): Condition;
}

/** The moment to decide for. */
export interface EvaluatorOptions {
  /** In milliseconds since 1970; the evaluator has no clock of its own. */
  readonly now: number;
  /**
   * The evaluator that this one replaces: rights whose grants say the same in both are not compiled again. Grants must
   * not be changed in place; a change is another grant object.
   */
  readonly previous?: Pick<Evaluator, 'grantSet'> | undefined;
}

/**
 * Makes the evaluator of one grant set. Nothing is compiled before it is asked about.
 *
 * ```ts
 * const may = createEvaluator(catalog, grantSet, { now: Date.now() });
 * may.can('recordings.play', call);
 * ```
 */
export function createEvaluator<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  set: GrantSet,
  { now, previous }: EvaluatorOptions,
): Evaluator<C> {
  // Inside, every catalog is the plain table that it is; its literal types are for callers.
  const [ownSet, otherSet] = partsOf(set);
  const own = createContext(catalog, ownSet, now);
  const other = otherSet && createContext(catalog, otherSet, now);
  const evaluator = evaluatorOf(set, own, other);
  const parts = other ? [own, other] : [own];
  contexts.set(evaluator, parts);
  const old = (previous && contexts.get(previous)) ?? [];
  if (old.length === parts.length) parts.forEach((part, i) => carryOver(old[i] ?? part, part));
  return evaluator as unknown as Evaluator<C>;
}

/** A context with what was compiled in it. */
interface CompiledContext extends Context {
  readonly rights: Map<string, Right>;
}

/** What each evaluator was made of: one context, or two of an agent on behalf of somebody. */
const contexts = new WeakMap<object, readonly CompiledContext[]>();

function createContext(catalog: Catalog, set: GrantSet, now: number): CompiledContext {
  const grants = groupByPermission(grantsFor(catalog, set));
  const rights = new Map<string, Right>();
  const context: CompiledContext = {
    catalog,
    set,
    now,
    rights,
    grantsOf: (id) => grants.get(id) ?? [],
    rightOf: (id) => {
      const known = rights.get(id);
      if (known) return known;
      const definition = ownDefinition(catalog, id);
      if (definition?.kind !== 'right') return undefined;
      const right = compileRight(context, id, definition);
      rights.set(id, right);
      return right;
    },
  };
  return context;
}

/** Takes over every right that would be compiled from the same again. */
function carryOver(old: CompiledContext, { catalog, set, now, rights, grantsOf }: CompiledContext): void {
  if (old.catalog !== catalog || !isSame(old.set.subject, set.subject)) return;
  const kept = new Set<Right | undefined>([undefined]);
  // Prerequisites come before what requires them, since they were compiled first.
  for (const [id, right] of old.rights) {
    const grants = grantsOf(id);
    const isKept = (grant: Grant, i: number) =>
      isSame(grant, grants[i]) && isInForce(grant, now) === isInForce(grant, old.now);
    if (right.grants.length !== grants.length || !right.grants.every(isKept)) continue;
    if (!right.required.every((other) => kept.has(other))) continue;
    kept.add(right);
    rights.set(id, right);
  }
}

/** A set for another catalog speaks of other permissions under the same names. */
function grantsFor(catalog: Catalog, set: GrantSet): readonly Grant[] {
  return set.catalog === catalog.id ? set.grants : [];
}

function ownDefinition({ permissions }: Catalog, id: string): PermissionDefinition | undefined {
  return Object.hasOwn(permissions, id) ? permissions[id] : undefined;
}

/** The rights that both hold, each made on the first question about it. */
function sharedRights(own: CompiledContext, other: CompiledContext): Pick<CompiledContext, 'rights' | 'rightOf'> {
  const rights = new Map<string, Right>();
  return {
    rights,
    rightOf(id) {
      const [mine, theirs] = [own.rightOf(id), other.rightOf(id)];
      if (!mine || !theirs) return undefined;
      const right = rights.get(id) ?? sharedRight(mine, theirs);
      rights.set(id, right);
      return right;
    },
  };
}

/** The program before the first question. */
const never = compile(false, { label: '', dimensions: {} });

/** `other`: the person for whom the subject acts. */
function evaluatorOf(set: GrantSet, own: CompiledContext, other?: CompiledContext): Evaluator {
  const { catalog, now } = own;
  const stale = isStale(own);
  const { rightOf, rights } = other ? sharedRights(own, other) : own;
  const usable = (permission: string) => (stale ? undefined : rightOf(permission));
  const known: ReadonlyMap<string, Right> = stale ? new Map() : rights;
  let asked: string | undefined;
  let program = never;
  return {
    catalog,
    grantSet: set,
    now,
    nextChangeAt: stale ? undefined : nextChange([own, other], set.expiresAt, now),
    can(permission, record?: object) {
      // A list asks about the same right again and again: remembering it saves the look-up.
      if (permission === asked) return matches(program, record);
      const answer = (known.get(permission) ?? usable(permission))?.answer ?? false;
      if (typeof answer === 'boolean') return answer;
      asked = permission;
      program = answer;
      return matches(answer, record);
    },
    check(permission, record?: object) {
      const decision = decide(own, permission, record);
      return other ? sharedDecision(decision, decide(other, permission, record)) : decision;
    },
    canSome: (permission) => usable(permission)?.isSome() ?? false,
    scopeOf(permission) {
      const scope = scopeOf(own, permission, stale);
      return other ? sharedScope(scope, scopeOf(other, permission, stale), other.set.subject) : scope;
    },
    value(permission) {
      const value = valueOf(own, permission, stale);
      return other ? lesser(ownDefinition(catalog, permission), value, valueOf(other, permission, stale)) : value;
    },
    filter(permission, records) {
      const scoped = usable(permission);
      if (!scoped?.resource || scoped.condition === false) return [];
      if (!isRecordIndex(records)) return isList(records) ? select(records, scoped.answer) : [];
      return records.resource === scoped.definition.on
        ? records.select(scoped.condition)
        : select(records.records, scoped.answer);
    },
    where: (permission) => usable(permission)?.condition ?? false,
  };
}

/** Array.isArray does not narrow a readonly list. */
function isList(records: unknown): boolean {
  return Array.isArray(records);
}

function select<T extends object>(records: readonly T[], answer: Step | boolean): T[] {
  const result: T[] = [];
  if (typeof answer === 'boolean') return result;
  for (const record of records) if (matches(answer, record)) result.push(record);
  return result;
}

function nextChange(
  contexts: readonly (CompiledContext | undefined)[],
  expiresAt: number | undefined,
  now: number,
): number | undefined {
  let next = Infinity;
  const consider = (at: number | undefined) => {
    if (at !== undefined && at > now && at < next) next = at;
  };
  consider(expiresAt);
  for (const context of contexts) {
    for (const { startsAt, endsAt } of context ? grantsFor(context.catalog, context.set) : []) {
      consider(startsAt);
      consider(endsAt);
    }
  }
  return next === Infinity ? undefined : next;
}

function scopeOf(context: Context, id: string, stale: boolean): EffectiveScope {
  const right = stale ? undefined : context.rightOf(id);
  if (!right || blockedBy(context.catalog, context.set.subject, id)) return { includes: [], excludes: [] };
  const reach = (effect: Grant['effect']) =>
    right.grants
      .filter(
        (grant) =>
          grant.effect === effect && isInForce(grant, context.now) && !(effect === 'allow' && grant.conditional),
      )
      .map((grant) => clauseOf(context.catalog, context.set.subject, grant, right.resource !== undefined));
  return { includes: unite(reach('allow')), excludes: unite(reach('deny')) };
}

/** The value of a choice, number or duty; `undefined` where there is no such permission. */
function valueOf(context: Context, id: string, stale: boolean): GrantValue | undefined {
  const definition = ownDefinition(context.catalog, id);
  if (!definition || definition.kind === 'right') return undefined;
  return plainValue(definition, stale ? closedValue(definition) : effectiveValue(context, id, definition));
}

function effectiveValue(context: Context, id: string, definition: ValuedDefinition): GrantValue {
  const isHeld = (other: string) => context.rightOf(other)?.isSome() ?? false;
  // A duty that cannot be done is no duty; everything else that is blocked is closed.
  if (blockedBy(context.catalog, context.set.subject, id, isHeld))
    return definition.kind === 'duty' ? false : closedValue(definition);
  return mergeValues(
    definition,
    context.grantsOf(id).filter((grant) => isInForce(grant, context.now)),
  );
}
