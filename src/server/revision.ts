import type { StoredMember, StoredRole } from './Store.js';

/**
 * The revision of one subject's grants. A tenant counts its edits; a subject's revision is that of the last edit
 * that was made to it or to a role it holds. So one edit of a role raises the revision of everybody who holds it,
 * by one write, and no edit ever lowers anybody's: whoever leaves a role is itself edited, later than the role was.
 */
export function subjectRevision({ member, revision }: StoredMember, roles: readonly StoredRole[]): number {
  const held = roles.filter(({ role }) => member.roles.includes(role.id)).map((stored) => stored.revision);
  return Math.max(revision, ...held);
}

/** A short digest of a catalog, so that a new version of it is a new state for whoever compares. */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  // FNV-1a: it tells versions apart; nothing is trusted because of it.
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
