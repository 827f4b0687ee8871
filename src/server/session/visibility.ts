import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import type { Member } from '../../model/member.js';
import type { MemberQuery } from '../store/Store.js';
import { ProblemError } from '../http/problem.js';

/** Whether a person may see a member: those it may manage, and itself. */
export function canSeeMember(may: Evaluator, member: Member): boolean {
  if (member.tenant !== may.grantSet.subject.tenant) return false;
  if (member.id === may.grantSet.subject.id) return true;
  const { delegation } = may.catalog;
  return delegation !== undefined && may.can(delegation.manage, member);
}

/** The same question as a condition, for a store to answer over all members (law 10). */
export function visibleTo(may: Evaluator): NonNullable<MemberQuery['visible']> {
  const { catalog, grantSet } = may;
  const { delegation } = catalog;
  const resource = delegation && catalog.resources[delegation.resource];
  return {
    condition: delegation && resource ? may.where(delegation.manage) : false,
    resource: resource ?? { label: '', dimensions: {} },
    self: grantSet.subject.id,
  };
}

/** Refuses people who manage nobody and edit no roles: lists of members and their history are for administrators. */
export function requireAdministrator(may: Evaluator): void {
  const { delegation } = may.catalog;
  if (
    delegation &&
    (may.canSome(delegation.manage) || (delegation.editRole !== undefined && may.canSome(delegation.editRole)))
  )
    return;
  throw new ProblemError('forbidden', {
    detail: 'Somebody who manages your permissions can give you the right to manage others.',
    decision: {
      status: 'denied',
      reason: 'not-granted',
      ...(delegation && { missing: { kind: 'permission', ids: [delegation.manage] } }),
    },
  });
}

/** The answer for what is not there, and for what is there but not to be seen: nobody can tell them apart. */
export function notFound(what: string): ProblemError {
  return new ProblemError('not-found', { detail: `No such ${what} is among those that you may see.` });
}
