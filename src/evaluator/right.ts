import type { Catalog, CatalogDefinition, ResourceDefinition, RightDefinition } from '../model/catalog.js';
import type { Condition } from '../model/condition.js';
import type { Missing } from '../model/decision.js';
import type { Grant, GrantSet } from '../model/grant.js';
import type { Reason } from '../model/reason.js';
import { byProvenance } from './canonical.js';
import { type Clause, clauseOf } from './clause.js';
import { conditionOf, every, not, some } from './condition.js';
import { coverOf, isNothing, uncoveredOf } from './coverage.js';
import { compile, type Predicate } from './predicate.js';
import { isInForce } from './window.js';

/** What every question about one grant set needs. */
export interface Context {
  readonly catalog: Catalog;
  readonly set: GrantSet;
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly grantsOf: (permission: string) => readonly Grant[];
  readonly rightOf: (permission: string) => Right | undefined;
}

/** One grant of a right, ready to be asked. */
export interface Claim {
  readonly grant: Grant;
  readonly clause: Clause;
  readonly condition: Condition;
  readonly matches: Predicate;
}

/** Something outside the grants that keeps a right from taking effect. */
export interface Gate {
  readonly reason: Reason;
  readonly missing: Missing;
}

/** One right of one grant set, compiled on the first question about it. */
export interface Right {
  readonly id: string;
  readonly definition: RightDefinition;
  readonly resource: ResourceDefinition | undefined;
  /** The whole law as one condition: true for exactly the records that are allowed (law 10). */
  readonly condition: Condition;
  /** The condition ready to run; it lets out what an unreadable record throws. */
  readonly matches: Predicate;
  /** Whether there is anything that the right is held for; worked out on the first such question. */
  readonly isSome: () => boolean;
  /** What each grant claims, for an answer with its reason; made on the first such question. */
  readonly claims: () => readonly Claim[];
}

const toggle: ResourceDefinition = { label: '', dimensions: {} };

/** Whose plan and licences are looked at, and in which catalog. */
export interface Gated {
  readonly catalog: CatalogDefinition;
  readonly set: Pick<GrantSet, 'subject'>;
}

/** The plan or licences that a subject lacks for a permission. */
export function gateOf({ catalog, set: { subject } }: Gated, id: string): Gate | undefined {
  const { plans, licenses } = catalog.permissions[id] ?? {};
  if (plans && !plans.some((plan) => plan === subject.plan))
    return { reason: 'plan', missing: { kind: 'plan', ids: plans } };
  const license = licenses?.find((one) => !subject.licenses.includes(one));
  return license === undefined ? undefined : { reason: 'license', missing: { kind: 'license', ids: [license] } };
}

/** The right as one condition (laws 2 to 6 and 9), and what is needed to say why. */
export function compileRight(context: Context, id: string, definition: RightDefinition): Right {
  const { catalog, set, now } = context;
  const resource = definition.on === undefined ? undefined : catalog.resources[definition.on];
  const scoped = definition.on !== undefined;
  const reach = (grant: Grant) => clauseOf(catalog, set.subject, grant, scoped);
  const conditionFor = (clause: Clause) => conditionOf(clause, set.subject, resource ?? toggle);

  const inForce = context.grantsOf(id).filter((grant) => isInForce(grant, now));
  // A deny that only the server can decide may hold, so it keeps the record out here.
  const denies = inForce.filter((grant) => grant.effect === 'deny').map(reach);
  const allows = inForce.filter((grant) => grant.effect === 'allow' && !grant.conditional).map(reach);
  const granted = some(allows.map(conditionFor));
  const { requires = [] } = definition;
  const gates = [
    gateOf(context, id) === undefined,
    ...requires.map((other) => prerequisite(context, definition, other)),
    consentCondition(definition),
  ];
  const condition = every([granted, not(some(denies.map(conditionFor))), ...gates]);

  let isSome: boolean | undefined;
  let claims: readonly Claim[] | undefined;
  return {
    id,
    definition,
    resource,
    condition,
    matches: compile(condition, resource ?? toggle),
    isSome: () =>
      (isSome ??=
        condition !== false &&
        leavesSomething(
          allows.filter((allow) => conditionFor(allow) !== false),
          denies,
        ) &&
        // Asked of each for itself: that there is a record for both is not known.
        requires.every((other) => context.rightOf(other)?.isSome())),
    claims: () =>
      (claims ??= [...context.grantsOf(id)].sort(byProvenance).map((grant) => {
        const clause = reach(grant);
        const own = conditionFor(clause);
        return { grant, clause, condition: own, matches: compile(own, resource ?? toggle) };
      })),
  };
}

/** Whether one of some clauses reaches further than the denies do. */
function leavesSomething(allows: readonly Clause[], denies: readonly Clause[]): boolean {
  const cover = coverOf(denies);
  return allows.some((allow) => !isNothing(cover(allow, uncoveredOf(allow))));
}

/** What a prerequisite asks of a record: its own condition where both are about the same type. */
function prerequisite(context: Context, definition: RightDefinition, id: string): Condition {
  const right = context.rightOf(id);
  if (!right) return false;
  return right.definition.on === definition.on ? right.condition : right.isSome();
}

/** What consent asks of a record: that it lists the consent (law 9). */
export function consentCondition(definition: RightDefinition): Condition {
  return definition.consent === undefined ? true : { key: 'consents', in: [definition.consent] };
}
