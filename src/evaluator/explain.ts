import type { CatalogDefinition, PermissionKind } from '../model/catalog.js';
import type { Decision, Missing } from '../model/decision.js';
import type { Grant, GrantValue } from '../model/grant.js';
import type { Subject } from '../model/subject.js';
import type { Member } from '../model/member.js';
import { valueRank } from '../model/value.js';
import { byProvenance } from './canonical.js';
import { createEvaluator, type Evaluator } from './createEvaluator.js';
import { resolveGrants } from './resolveGrants.js';
import { isInForce } from './window.js';

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
  /** Every grant of this permission that the subject has, whether it counted or not. */
  readonly held: readonly Grant[];
  /** The grant that decided, or the one that came nearest. */
  readonly by: Grant | undefined;
  readonly missing: Missing | undefined;
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
  const isValue = definition !== undefined && definition.kind !== 'right';
  const decision = isValue ? undefined : plain.check(permission, record);
  const held = plain.grantSet.grants.filter((grant) => grant.permission === permission).sort(byProvenance);
  const value = plain.value(permission);
  return {
    permission,
    label: definition?.label ?? permission,
    kind: definition?.kind,
    decision,
    value,
    held,
    by: isValue
      ? held.find((grant) => isInForce(grant, plain.now) && sameValue(grant.value, value))
      : decision && 'by' in decision
        ? decision.by
        : undefined,
    missing: decision && 'missing' in decision ? decision.missing : undefined,
    roles: decision?.status === 'allowed' ? [] : rolesThatGive(plain, permission, record),
  };
}

function sameValue(granted: GrantValue | undefined, value: GrantValue | undefined): boolean {
  return granted === value || (granted === 'unlimited' && value === Infinity);
}

/** The same person with one role at a time, asked the same question. */
function rolesThatGive(may: Evaluator, permission: string, record: object | undefined): string[] {
  const { catalog, grantSet, now } = may;
  const definition = Object.hasOwn(catalog.permissions, permission) ? catalog.permissions[permission] : undefined;
  if (!definition) return [];
  return Object.keys(catalog.roles).filter((role) => {
    const other = createEvaluator(catalog, resolveGrants(catalog, asMember(grantSet.subject, role)), { now });
    if (definition.kind === 'right')
      return record === undefined ? other.canSome(permission) : other.can(permission, record);
    return valueRank(definition, other.value(permission)) > valueRank(definition, may.value(permission));
  });
}

function asMember(subject: Subject, role: string): Member {
  return { ...subject, roles: [role], packages: [], overrides: [] };
}
