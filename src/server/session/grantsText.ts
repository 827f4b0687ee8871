import { resolveGrants } from '../../evaluator/resolve/resolveGrants.js';
import type { GrantSet } from '../../model/grant.js';
import type { ApiContext } from './ApiContext.js';
import type { Caller } from '../http/Caller.js';
import type { GrantsText } from './GrantsCache.js';
import { subjectRevision, textFingerprint } from '../store/revision.js';
import type { MemberAndRoles } from './session.js';
import type { StoredSubject } from '../store/Store.js';
import { withRoleChanges } from '../../evaluator/resolve/withRoleChanges.js';
import { warnOfMember } from './warnOfMember.js';

/** The size of an entry beside its texts, in bytes: an estimate. */
const overhead = 1024;

/**
 * The grants of a member as stored. They are worked out once for each state: the store is read each time, and what it
 * says decides whether the text still holds, so no edit of any process and no restored backup is missed. Time is no
 * part of it: windows are for the reader of the set.
 */
export function grantsText(
  { catalog, catalogTag, grants: cache }: Pick<ApiContext, 'catalog' | 'catalogTag' | 'grants'>,
  { tenant, subject }: Caller,
  stored: MemberAndRoles,
): GrantsText {
  const before = cache.get(tenant, subject);
  if (before && isSame(before.stored, stored)) return before;
  const storedText = JSON.stringify(stored);
  if (before?.storedText === storedText) return before;
  const revision = subjectRevision(stored.member, stored.roles);
  const changes = stored.roles.map(({ role }) => role);
  const whole = withRoleChanges(catalog, changes);
  warnOfMember(whole, stored.member.member, revision);
  const set = resolveGrants(whole, stored.member.member, { revision });
  const made = textOf({ catalogTag }, set);
  // Texts take up to two bytes a character, and what was stored is kept beside its text.
  const size = 2 * made.open.length + 4 * storedText.length + overhead;
  cache.set(tenant, subject, { ...made, stored, storedText }, size);
  return made;
}

/** A grant set as JSON. */
export function textOf({ catalogTag }: Pick<ApiContext, 'catalogTag'>, set: GrantSet): GrantsText {
  const { issuedAt: _, ...rest } = set;
  const text = JSON.stringify(rest);
  return { open: text.slice(0, -1), state: [set.revision, catalogTag, textFingerprint(text)].join('-') };
}

/** Whether both are the very documents of a store that keeps them in memory, where they are never changed in place. */
function isSame(a: StoredSubject, b: StoredSubject): boolean {
  return a.member === b.member && a.roles.length === b.roles.length && a.roles.every((role, i) => role === b.roles[i]);
}
