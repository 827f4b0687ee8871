import type { AuditEntry } from '../../model/audit.js';
import { openDelegation, type TenantSession } from './session.js';
import { canSeeMember, visibleTo } from './visibility.js';

/** Which roles a person may see: those it holds, and those it manages. */
export async function roleVisibility(session: TenantSession): Promise<(id: string) => boolean> {
  const delegation = await openDelegation(session);
  return (id) => session.member.roles.includes(id) || delegation.manages(id);
}

/** Which of these members and roles a person may hear of, as they are now. */
export async function targetVisibility(
  session: TenantSession,
  targets: readonly AuditEntry['target'][],
): Promise<(target: AuditEntry['target']) => boolean> {
  const { may, reader, catalog } = session;
  const ids = targets.flatMap(({ kind, id }) => (kind === 'member' ? [id] : []));
  const members = new Map((await reader.membersById(ids)).map(({ member }) => [member.id, member]));
  const canSeeRole = await roleVisibility(session);
  // What is gone cannot be asked about: people who manage everybody see it.
  const managesAll = visibleTo(may).condition === true;
  return ({ kind, id }) => {
    if (kind === 'role') return Object.hasOwn(catalog.roles, id) ? canSeeRole(id) : managesAll;
    const member = members.get(id);
    return member ? canSeeMember(may, member) : managesAll;
  };
}
