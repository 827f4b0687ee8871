import type { Catalog, CatalogDefinition, PermissionKind } from '../../model/catalog.js';
import type { Decision, Missing } from '../../model/decision.js';
import type { Grant, GrantSet, GrantValue } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import type { Reaches } from '../../model/scope.js';
import type { Member } from '../../model/member.js';
import { valueProblem, valueRank } from '../../model/value.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { byProvenance } from '../decide/canonical.js';
import type { Evaluator } from '../decide/createEvaluator.js';
import { conditionOf } from '../decide/condition.js';
import { compile, matches } from '../decide/predicate.js';
import { clauseOf } from '../decide/reachOf.js';
import { narrowing } from '../resolve/narrowing.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { isStale } from '../decide/decide.js';
import { evaluatorFor } from './evaluatorFor.js';
import { blockedBy } from '../decide/blockedBy.js';
import type { ValuedDefinition } from '../decide/values.js';
import { isInForce } from '../decide/timeWindow.js';

/** A restriction to some ids, and who has it. */
export interface Restriction {
  readonly from: 'member' | `role:${string}`;
  readonly within: Reaches;
}

/** Everything that a sentence about one answer can be made of. */
export interface Explanation {
  readonly permission: string;
  /** The catalog's wording, or the id where the catalog has none. */
  readonly label: string;
  /** `undefined` for a permission that is not in the catalog. */
  readonly kind: PermissionKind | undefined;
  /** For a right: the answer. For a value: `undefined`, since a value is not a yes or no. */
  readonly decision: Decision | undefined;
  readonly value: GrantValue | undefined;
  /** Every grant of this permission that the subject, or the person for whom it acts, has, whether it counted or not. */
  readonly held: readonly Grant[];
  /** The grant that decided, or the one that came nearest. */
  readonly by: Grant | undefined;
  readonly missing: Missing | undefined;
  /** What the person, or the role that came nearest, is restricted to (`within`), where the record lies beyond it. */
  readonly restriction: Restriction | undefined;
  /** Roles that would make the answer `allowed`, or the value higher; ids in the catalog's order. */
  readonly roles: readonly string[];
}

/**
 * Explains one answer of an evaluator: what was asked, what is held, which grant decided or came nearest, what
 * is missing, and which roles could give it.
 */
export function explain<C extends CatalogDefinition>(
  may: Evaluator<C>,
  permission: string,
  record?: object,
): Explanation {
  // An explanation is asked about any id, also about one the catalog does not have.
  const plain = may as unknown as Evaluator;
  const definition = Object.hasOwn(plain.catalog.permissions, permission)
    ? plain.catalog.permissions[permission]
    : undefined;
  const held = [...(grantsOf(plain.grantSet).get(permission) ?? [])].sort(byProvenance);
  const answer =
    definition === undefined || definition.kind === 'right'
      ? explainRight(plain, permission, record)
      : explainValue(plain, permission, definition, held);
  return {
    permission,
    label: definition?.label ?? permission,
    kind: definition?.kind,
    held,
    ...answer,
    restriction: restrictionOf(plain, permission, record, answer.decision),
    roles: answer.decision?.status === 'allowed' ? [] : rolesThatGive(plain, permission, record),
  };
}

const known = new WeakMap<GrantSet, ReadonlyMap<string, readonly Grant[]>>();

/** A page asks for many explanations of one set. */
function grantsOf(set: GrantSet): ReadonlyMap<string, readonly Grant[]> {
  const grants = known.get(set) ?? groupByPermission([...set.grants, ...(set.onBehalfOf?.grants ?? [])]);
  known.set(set, grants);
  return grants;
}

type Answer = Pick<Explanation, 'decision' | 'value' | 'by' | 'missing'>;

function explainRight(may: Evaluator, permission: string, record: object | undefined): Answer {
  const decision = may.check(permission, record);
  return {
    decision,
    value: undefined,
    by: 'by' in decision ? decision.by : undefined,
    missing: 'missing' in decision ? decision.missing : undefined,
  };
}

function restrictionOf(
  { catalog, grantSet: { subject } }: Evaluator,
  permission: string,
  record: object | undefined,
  decision: Decision | undefined,
): Restriction | undefined {
  if (decision?.status !== 'denied' || decision.reason !== 'out-of-scope' || record === undefined) return undefined;
  const source = decision.by?.via ?? decision.by?.from;
  const role = subject.roles.find((id) => source === `role:${id}`);
  const { within: own, ...holder } = subject;
  const found: readonly { readonly restricted: Subject; readonly restriction: Restriction | undefined }[] = [
    { restricted: { ...subject, roles: [] }, restriction: own && { from: 'member', within: own } },
    { restricted: holder, restriction: restrictionOfRole(catalog, role) },
  ];
  return found.find(({ restricted, restriction }) => {
    if (!restriction) return false;
    const everything = { permission, effect: 'allow', scope: 'all', from: `role:${role}` } as const;
    return !isReached(catalog, restricted, narrowing(catalog, restricted)(everything), record);
  })?.restriction;
}

function restrictionOfRole({ roles }: Catalog, id: string | undefined): Restriction | undefined {
  const within = id === undefined ? undefined : ownEntry(roles, id)?.within;
  return within && { from: `role:${id}`, within };
}

function isReached(catalog: Catalog, subject: Subject, grant: Grant, record: object): boolean {
  const definition = ownEntry(catalog.permissions, grant.permission);
  const resource = definition?.kind === 'right' && ownEntry(catalog.resources, definition.on ?? '');
  if (!resource) return true;
  return matches(compile(conditionOf(clauseOf(catalog, subject, grant, true), subject, resource), resource), record);
}

function explainValue(may: Evaluator, id: string, definition: ValuedDefinition, held: readonly Grant[]): Answer {
  const value = may.value(id);
  const inForce = held.filter((grant) => isInForce(grant, may.now));
  const closing = inForce.find((grant) => grant.effect === 'deny' || valueProblem(definition, grant.value));
  const decisive = closing ?? inForce.find((grant) => sameValue(grant.value, value));
  return { decision: undefined, value, by: decisive ?? inForce[0], missing: lackedBy(may, id) };
}

/** The plan, licence or right (law 6) whose lack keeps a value closed. */
function lackedBy(may: Evaluator, id: string): Missing | undefined {
  const { catalog, grantSet: set, now } = may;
  // An old set tells nothing of what there is now, and so nothing of what is not.
  if (isStale({ set, now })) return undefined;
  const subjects = [set.subject, ...(set.onBehalfOf ? [set.onBehalfOf.subject] : [])];
  const blocks = subjects.flatMap((subject) => blockedBy(catalog, subject, id, (other) => may.canSome(other)) ?? []);
  return blocks[0]?.missing;
}

function sameValue(granted: GrantValue | undefined, value: GrantValue | undefined): boolean {
  return granted === value || (granted === 'unlimited' && value === Infinity);
}

/** The same person with one role at a time, asked the same question. */
function rolesThatGive(may: Evaluator, permission: string, record: object | undefined): string[] {
  const { catalog, grantSet, now } = may;
  const definition = Object.hasOwn(catalog.permissions, permission) ? catalog.permissions[permission] : undefined;
  // An agent on behalf of somebody lacks what one of the two lacks: no role of one of them alone is known to do.
  if (!definition || grantSet.onBehalfOf) return [];
  return Object.keys(catalog.roles).filter((role) => {
    const other = evaluatorFor(catalog, asMember(grantSet.subject, role), permission, { now });
    if (definition.kind === 'right')
      return record === undefined ? other.canSome(permission) : other.can(permission, record);
    return valueRank(definition, other.value(permission)) > valueRank(definition, may.value(permission));
  });
}

function asMember(subject: Subject, role: string): Member {
  return { ...subject, roles: [role], packages: [], overrides: [] };
}
