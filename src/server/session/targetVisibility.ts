import type { AuditEntry } from '../../model/audit.js';
import { openDelegation, type TenantSession } from './session.js';
import { canSeeMember, type Seeing, visibleTo } from './visibility.js';

/** Which roles a person may see: those it holds, and those it manages. */
export async function roleVisibility(session: TenantSession): Promise<(id: string) => boolean> {
  const delegation = await openDelegation(session);
  return (id) => session.member.roles.includes(id) || delegation.manages(id);
}

/** Which of these members and roles a person may hear of, or read the history of, as they are now. */
export async function targetVisibility(
  session: TenantSession,
  targets: readonly AuditEntry['target'][],
  seeing: Seeing,
): Promise<(target: AuditEntry['target']) => boolean> {
  const { may, reader, catalog } = session;
  if (seeing === 'audit' && readsAll(session)) return () => true;
  const ids = targets.flatMap(({ kind, id }) => (kind === 'member' ? [id] : []));
  const members = new Map((await reader.membersById(ids)).map(({ member }) => [member.id, member]));
  const canSeeRole = await roleVisibility(session);
  // What is gone cannot be asked about: people who see everybody see it.
  const seesAll = visibleTo(may, seeing).condition === true;
  return ({ kind, id }) => {
    if (kind === 'role') return Object.hasOwn(catalog.roles, id) ? canSeeRole(id) : seesAll;
    const member = members.get(id);
    return member ? canSeeMember(may, member, seeing) : seesAll;
  };
}

/** A right to the log alone that is not asked about members is about all of it. */
function readsAll({ may, catalog }: TenantSession): boolean {
  const right = catalog.delegation?.audit;
  const definition = right === undefined ? undefined : catalog.permissions[right];
  return right !== undefined && definition?.kind === 'right' && definition.on === undefined && may.can(right);
}
