import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import { type DelegatedOperation, permissionFor } from '../../model/delegation.js';
import type { Member } from '../../model/member.js';
import type { MemberQuery } from '../store/Store.js';
import { ProblemError } from '../http/problem.js';

/** The question that a list or a log is filtered by: who is seen, or about whom is read. */
export type Seeing = 'view' | 'audit';

/** Whether a person may see a member, or read what was changed about it: those that its right reaches, and itself. */
export function canSeeMember(may: Evaluator, member: Member, seeing: Seeing = 'view'): boolean {
  if (member.tenant !== may.grantSet.subject.tenant) return false;
  if (member.id === may.grantSet.subject.id) return true;
  const right = permissionFor(may.catalog.delegation, seeing);
  return right !== undefined && may.can(right, member);
}

/** The same question as a condition, for a store to answer over all members (law 10). */
export function visibleTo(may: Evaluator, seeing: Seeing = 'view'): NonNullable<MemberQuery['visible']> {
  const { catalog, grantSet } = may;
  const { delegation } = catalog;
  const right = permissionFor(delegation, seeing);
  const resource = delegation && catalog.resources[delegation.resource];
  return {
    condition: right !== undefined && resource ? may.where(right) : false,
    resource: resource ?? { label: '', dimensions: {} },
    self: grantSet.subject.id,
  };
}

/** The operations that each list is for: it is refused to people who may do none of them for anybody. */
const lists = {
  /** Who edits roles reads itself there: an editor of roles has a list of members too. */
  members: ['view', 'editRole', 'createRole'],
  roles: ['view', 'manage', 'assignRole', 'editRole', 'createRole'],
  events: ['view', 'editRole', 'createRole'],
  audit: ['audit'],
} as const satisfies Readonly<Record<string, readonly [DelegatedOperation, ...DelegatedOperation[]]>>;

/** Refuses people for whom a list is not: lists of members and their history are for administrators. */
export function requireAdministrator(may: Evaluator, list: keyof typeof lists): void {
  const { delegation } = may.catalog;
  const rights = lists[list].flatMap((operation) => permissionFor(delegation, operation) ?? []);
  if (rights.some((right) => may.canSome(right))) return;
  throw new ProblemError('forbidden', {
    detail: 'Somebody who manages your permissions can give you the right to do this.',
    decision: {
      status: 'denied',
      reason: 'not-granted',
      ...(rights[0] !== undefined && { missing: { kind: 'permission', ids: rights.slice(0, 1) } }),
    },
  });
}

/** The answer for what is not there, and for what is there but not to be seen: nobody can tell them apart. */
export function notFound(what: string): ProblemError {
  return new ProblemError('not-found', { detail: `No such ${what} is among those that you may see.` });
}
