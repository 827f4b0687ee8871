import type { Catalog, ResourceDefinition, RightDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import { blockedBy } from './blockedBy.js';
import { sortedByProvenance } from './canonical.js';
import { type Clause, clauseOf } from './reachOf.js';
import { conditionOf, every, not, some } from './condition.js';
import { coverOf, isNothing, uncoveredOf } from './coverage.js';
import { compile, type Step } from './predicate.js';
import { isInForce } from './timeWindow.js';

/** Everything that a question about one grant set needs. */
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
  /** The grant's reach, ready to run. */
  readonly reaches: Step;
}

/** One right of one grant set, compiled on the first question about it. */
export interface Right {
  readonly definition: RightDefinition;
  readonly resource: ResourceDefinition | undefined;
  /** The grants that the right was compiled from. */
  readonly grants: readonly Grant[];
  readonly required: readonly (Right | undefined)[];
  /** The whole law as one condition: true for exactly the records that are allowed (law 10). */
  readonly condition: Condition;
  /** The program of `can`: the condition of a right about records, the answer of another. */
  readonly answer: Step | boolean;
  /** Whether there is anything that the right is held for; worked out on the first such question. */
  readonly isSome: () => boolean;
  /** The reach of each grant, for an answer with its reason; made on the first such question. */
  readonly claims: () => readonly Claim[];
}

const toggle: ResourceDefinition = { label: '', dimensions: {} };

/** The right as one condition (laws 2 to 6 and 9), and what is needed to say why. */
export function compileRight(context: Context, id: string, definition: RightDefinition): Right {
  // INVARIANT: no closure below keeps the context. A right may outlive its grant set (see `carryOver`).
  const { catalog, set, now } = context;
  const { subject } = set;
  const { on, requires = [] } = definition;
  const resource = on === undefined ? undefined : catalog.resources[on];
  const grants = context.grantsOf(id);
  const required = requires.map(context.rightOf);

  const reached = grants.map((grant) => {
    const clause = clauseOf(catalog, subject, grant, on !== undefined);
    const condition = conditionOf(clause, subject, resource ?? toggle, grant.effect === 'deny');
    return { grant, clause, condition };
  });
  const inForce = reached.filter(({ grant }) => isInForce(grant, now));
  // A deny that only the server can decide may hold, so it keeps the record out here.
  const denies = inForce.filter(({ grant }) => grant.effect === 'deny');
  const allows = inForce.filter(({ grant }) => grant.effect === 'allow' && !grant.conditional);
  const parts = [
    some(allows.map((allow) => allow.condition)),
    not(some(denies.map((deny) => deny.condition))),
    blockedBy(catalog, subject, id) === undefined,
    ...required.map((other) => prerequisite(definition, other)),
    consentCondition(definition),
  ];
  // Prerequisites that share one of their own would else bring it along again at every step.
  const condition = every([...new Set(parts.flatMap(partsOf))]);

  let isSome: boolean | undefined;
  let claims: readonly Claim[] | undefined;
  const answer = resource ? compile(condition, resource) : condition === true;
  return {
    definition,
    resource,
    grants,
    required,
    condition,
    answer,
    isSome: () =>
      (isSome ??=
        condition !== false &&
        leavesSomething(
          allows.flatMap((allow) => (allow.condition === false ? [] : [allow.clause])),
          denies.map((deny) => deny.clause),
        ) &&
        // Asked of each for itself: that there is a record for both is not known.
        required.every((other) => other?.isSome())),
    claims: () =>
      (claims ??= sortedByProvenance(reached, ({ grant }) => grant).map(({ grant, condition: own }) => ({
        grant,
        reaches:
          own === condition && typeof answer === 'object'
            ? answer
            : compile(own, resource ?? toggle, grant.effect === 'deny'),
      }))),
  };
}

function partsOf(condition: Condition): readonly Condition[] {
  return typeof condition === 'object' && 'every' in condition ? condition.every : [condition];
}

/** Whether one of some clauses reaches further than the denies do. */
function leavesSomething(allows: readonly Clause[], denies: readonly Clause[]): boolean {
  const cover = coverOf(denies);
  return allows.some((allow) => !isNothing(cover(allow, uncoveredOf(allow))));
}

/** The condition of a prerequisite: its own where both are about the same type of record. */
function prerequisite(definition: RightDefinition, other: Right | undefined): Condition {
  if (!other) return false;
  return other.definition.on === definition.on ? other.condition : other.isSome();
}

/** The condition of consent: the record lists it (law 9). */
export function consentCondition(definition: RightDefinition): Condition {
  return definition.consent === undefined ? true : { key: 'consents', in: [definition.consent] };
}
