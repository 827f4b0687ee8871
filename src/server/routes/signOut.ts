import { table } from '../../base/read.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { keep, wasMade } from '../edits/editOnce.js';
import { readEditRequest } from '../edits/readEditRequest.js';
import { requireAllowed } from '../edits/requireAllowed.js';
import { readJsonOrNothing } from '../http/body.js';
import { noContent } from '../http/json.js';
import { ProblemError } from '../http/problem.js';
import type { PathParams } from '../http/router.js';
import { findMember, openDelegation, openTenantSession } from '../session/session.js';
import { roleVisibility } from '../session/targetVisibility.js';

/**
 * `POST /members/:id/sign-out`: ends every session of a member, or of the caller itself. The application does it
 * (`onSignOut`), outside of any transaction, since it may take its time and a database cannot undo it. So the log is
 * written after it and says only what was done. Where that cannot be written, the caller hears 500, the operator why (`onError`), and a retry does it again.
 */
export async function signOut(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  const read = await readEditRequest(context, request, table([]), readJsonOrNothing);
  const { store, onSignOut } = context;
  const isDone = await store.edit(caller.tenant, async (edit) => {
    const session = await openTenantSession(context, caller, 'named', edit);
    const { member } = await findMember(session, id);
    // Everybody may sign itself out.
    if (id !== caller.subject)
      requireAllowed((await openDelegation(session)).canSignOut(member), await roleVisibility(session));
    if (!onSignOut) throw unsupported();
    return wasMade(context, edit, caller, read, session.now);
  });
  if (isDone) return noContent();
  await onSignOut?.({ tenant: caller.tenant, subject: id }, caller);
  await store.edit(caller.tenant, async (edit) => {
    const by = { actor: caller.subject, at: context.now() };
    const target = { kind: 'member', id } as const;
    await edit.appendAudit({ revision: edit.revision, ...by, target, operations: [{ op: 'sign-out' }], changes: [] });
    await keep(context, edit, { ...by, read });
  });
  return noContent();
}

function unsupported(): ProblemError {
  return new ProblemError('forbidden', {
    detail: 'Nobody was signed out. This service cannot do it until its operator gives it `onSignOut`.',
    decision: { status: 'denied', reason: 'unsupported' },
  });
}
