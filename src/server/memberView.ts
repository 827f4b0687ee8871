import type { Member } from '../model/member.js';
import type { StoredMember } from './Store.js';

/** A member as an administrator reads it. */
export interface MemberView {
  readonly member: Member;
  /** The tenant's revision at which this member was last changed. */
  readonly revision: number;
  /** What `If-Match` takes to edit this state. */
  readonly etag: string;
}

/** The state of a member, with its quotes. */
export function memberEtag({ revision }: Pick<StoredMember, 'revision'>): string {
  return `"member-${revision}"`;
}

/** A member as it is sent. */
export function memberView({ member, revision }: StoredMember): MemberView {
  return { member, revision, etag: memberEtag({ revision }) };
}
