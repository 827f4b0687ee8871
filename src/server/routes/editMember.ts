import { applyEdits } from '../../evaluator/resolve/applyEdits.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { memberChanges } from '../../evaluator/resolve/changesBetween.js';
import { type EditAnswer, editOnce, type EditResult } from '../edits/editOnce.js';
import { type EditRequest, operationsBody } from '../edits/readEditRequest.js';
import { readMemberEdits } from '../edits/readMemberEdits.js';
import { refuseLargeMember } from '../edits/refuseLarge.js';
import { refuseTaken } from '../edits/refuseTaken.js';
import { requireAllowed } from '../edits/requireAllowed.js';
import { requireMatch } from '../edits/requireMatch.js';
import type { PathParams } from '../http/router.js';
import { memberEtag, memberView } from '../session/memberView.js';
import { findMember, openDelegation, type TenantSession } from '../session/session.js';
import type { StoredMember, TenantEdit } from '../store/Store.js';
import { roleVisibility } from '../session/targetVisibility.js';

/** `PATCH /members/:id`: operations on one member, all or none. */
export function editMember(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  return editOnce<StoredMember, readonly unknown[]>(context, request, caller, {
    readBody: operationsBody(context.limits.operations),
    about: () => ({ target: { kind: 'member', id } }),
    find: (session) => findMember(session, id),
    current: (_, stored) => answer(stored),
    apply: (session, edit, stored, read) => apply(context, session, edit, stored, read),
  });
}

async function apply(
  { catalog, limits }: ApiContext,
  session: TenantSession,
  edit: TenantEdit,
  stored: StoredMember,
  request: EditRequest,
): Promise<EditResult> {
  requireMatch(request.ifMatch, memberEtag(stored), memberView(stored));
  const canSeeRole = await roleVisibility(session);
  // What the product says is nobody's secret; of what the organisation made, only what may be seen is there.
  const isRole = (id: string) => Object.hasOwn(catalog.roles, id) || canSeeRole(id);
  const operations = readMemberEdits({ catalog, isRole, now: session.now, limits }, request.body);
  const before = stored.member;
  const after = applyEdits(before, operations);
  refuseLargeMember(limits, before, after);
  const decision = (await openDelegation(session, before)).canChange(before, after);
  requireAllowed(decision, (id) => isRole(id) || before.roles.includes(id));
  await refuseTaken(session, before, after);
  const changes = memberChanges(before, after);
  if (changes.length === 0) return { answer: answer(stored), operations, changes };
  await edit.saveMember(after);
  return { answer: answer({ member: after, revision: edit.revision }), operations, changes };
}

function answer(stored: StoredMember): EditAnswer {
  return { etag: memberEtag(stored), body: memberView(stored) };
}
