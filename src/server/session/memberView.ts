import type { Member } from '../../model/member.js';
import { fingerprint } from '../store/revision.js';
import type { StoredMember } from '../store/Store.js';

/** A member as an administrator reads it. */
export interface MemberView {
  readonly member: Member;
  /** The tenant's revision at which this member was last changed. */
  readonly revision: number;
  /** The value of `If-Match` for an edit of this state. */
  readonly etag: string;
}

/** The state of a member, with its quotes. */
export function memberEtag({ member, revision }: StoredMember): string {
  // Whose it is and what it says are part of it: another tenant has members of the same id at the same revision, and
  // revisions repeat after a backup was put back.
  return `"member-${revision}-${fingerprint(member)}"`;
}

/** A member as it is sent. */
export function memberView({ member, revision }: StoredMember): MemberView {
  return { member, revision, etag: memberEtag({ member, revision }) };
}
