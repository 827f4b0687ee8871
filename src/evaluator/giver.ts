import type { Catalog } from '../model/catalog.js';
import type { Decision, Denied, Missing } from '../model/decision.js';
import type { GrantSet } from '../model/grant.js';
import type { Reason } from '../model/reason.js';
import { ownEntry } from './bundles.js';
import { beyondCeiling } from './ceiling.js';
import type { Evaluator } from './createEvaluator.js';

/** What the rules need to know beside the giver's grants. */
export interface DelegationOptions {
  /** In milliseconds since 1970. */
  readonly now: number;
  /**
   * How many members hold a role. Without it nobody can be taken out of a role that must be held: the answer is
   * then `unknown: ask-server`.
   */
  readonly holders?: (role: string) => number;
}

/** Whoever wants to change what others may do. */
export interface Giver {
  readonly catalog: Catalog;
  readonly actor: GrantSet;
  readonly may: Evaluator;
  readonly options: DelegationOptions;
}

/** A refusal, and what is lacking or in its way. */
export function denied(reason: Reason, missing?: Missing): Denied {
  return { status: 'denied', reason, ...(missing && { missing }) };
}

/** Nobody touches a role that none of its own roles manages; a role outside the catalog is managed by nobody. */
export function manages({ catalog, actor }: Giver, role: string): boolean {
  if (!Object.hasOwn(catalog.roles, role)) return false;
  return actor.subject.roles.some((own) => {
    const definition = ownEntry(catalog.roles, own);
    return definition?.manages ? definition.manages.includes(role) : definition?.unrestricted === true;
  });
}

/** Refuses a change that would give more than the giver holds, and names of what. */
export function ceilingDecision(
  { catalog, actor }: Pick<Giver, 'catalog' | 'actor'>,
  before: GrantSet,
  after: GrantSet,
  isWhole: boolean,
): Decision | undefined {
  const beyond = beyondCeiling(catalog, before, after, actor, isWhole);
  return beyond.length === 0 ? undefined : denied('ceiling', { kind: 'permission', ids: beyond });
}
