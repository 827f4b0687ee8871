import type { StoredMember, StoredRole } from './Store.js';

/**
 * The revision of one subject's grants. A tenant counts its edits; a subject's revision is that of the last edit
 * that was made to it or to a role it holds. So one edit of a role raises the revision of everybody who holds it,
 * by one write, and no edit ever lowers anybody's: a member who leaves a role is itself edited, later than the role was.
 */
export function subjectRevision({ member, revision }: StoredMember, roles: readonly StoredRole[]): number {
  const held = roles.filter(({ role }) => member.roles.includes(role.id)).map((stored) => stored.revision);
  return Math.max(revision, ...held);
}

/** A short digest of a document, so that a new version of it is a new state when compared. */
export function fingerprint(value: unknown): string {
  return textFingerprint(JSON.stringify(value) ?? '');
}

/** `fingerprint` of a document that is JSON text already. */
export function textFingerprint(text: string): string {
  // FNV-1a, twice: it tells versions apart; nothing is trusted because of it.
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + a;
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
