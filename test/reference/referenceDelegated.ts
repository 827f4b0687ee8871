import type { CatalogDefinition } from '../../src/model/catalog.js';
import type { GrantSet, GrantValue } from '../../src/model/grant.js';
import { referenceEvaluator, type Verdict } from './referenceEvaluator.js';
import { isLess } from './referenceValue.js';

/** Tells of one part of a set whether a prerequisite about another type of record is held for anything at all. */
export type HeldAtAll = (part: GrantSet) => (permission: string) => boolean;

/** The reference evaluator of any set: an agent on behalf of somebody may what both may. */
export function referenceOf(catalog: CatalogDefinition, set: GrantSet, now: number, isHeldAtAll?: HeldAtAll) {
  const { onBehalfOf, ...own } = set;
  const lawOf = (part: GrantSet) => referenceEvaluator(catalog, part, now, isHeldAtAll?.(part));
  const agent = lawOf(own);
  if (!onBehalfOf) return agent;
  const person = lawOf({ ...own, subject: onBehalfOf.subject, grants: onBehalfOf.grants });
  const can = (id: string, record?: unknown) => agent.can(id, record) && person.can(id, record);
  return {
    can,
    check: (id: string, record?: unknown) => together(agent.check(id, record), person.check(id, record)),
    canSome: (id: string) => agent.canSome(id) && person.canSome(id),
    value(id: string): GrantValue | undefined {
      const permission = new Map(Object.entries(catalog.permissions)).get(id);
      const [one, other] = [agent.value(id), person.value(id)];
      if (permission === undefined || permission.kind === 'right' || one === undefined || other === undefined)
        return one;
      return isLess(permission, other, one) ? other : one;
    },
    filter: <T>(id: string, records: readonly T[]): T[] => records.filter((record) => can(id, record)),
    nextChangeAt(): number | undefined {
      const moments = [agent.nextChangeAt(), person.nextChangeAt()].filter((moment) => moment !== undefined);
      return moments.length === 0 ? undefined : Math.min(...moments);
    },
  };
}

function together(one: Verdict, other: Verdict): Verdict {
  if (one.status === 'allowed' && other.status === 'allowed') return one;
  const lacking = one.status === 'allowed' ? other : one;
  const isDelegated = one.status === 'allowed' || other.status === 'allowed';
  if (isDelegated) return lacking.status === 'denied' ? { status: 'denied', reasons: ['delegated'] } : lacking;
  return one.status !== 'denied' && other.status === 'denied' ? other : one;
}
