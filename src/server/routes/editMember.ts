import { applyEdits } from '../../evaluator/applyEdits.js';
import type { Decision } from '../../model/decision.js';
import type { ApiContext } from '../ApiContext.js';
import type { Caller } from '../Caller.js';
import { memberChanges } from '../edits/changesBetween.js';
import { type EditAnswer, editOnce } from '../edits/editOnce.js';
import type { EditRequest } from '../edits/readEditRequest.js';
import { readMemberEdits } from '../edits/readMemberEdits.js';
import { requireMatch } from '../edits/requireMatch.js';
import { ProblemError } from '../http/problem.js';
import type { PathParams } from '../http/router.js';
import { memberEtag, memberView } from '../memberView.js';
import { findMember, openDelegation, type Session } from '../session.js';
import type { StoredMember, TenantEdit } from '../Store.js';

/** `PATCH /members/:id`: operations on one member, all or none. */
export function editMember(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  return editOnce<StoredMember>(context, request, caller, { find: (session) => findMember(session, id), apply });
}

async function apply(
  session: Session,
  edit: TenantEdit,
  stored: StoredMember,
  request: EditRequest,
): Promise<EditAnswer> {
  requireMatch(request.ifMatch, memberEtag(stored), memberView(stored));
  const operations = readMemberEdits(session.catalog, request.operations, session.now);
  const before = stored.member;
  const after = applyEdits(before, operations);
  requireAllowed((await openDelegation(session, before)).canChange(before, after));
  const changes = memberChanges(before, after);
  if (changes.length === 0) return answer(stored);
  await edit.saveMember(after);
  await edit.appendAudit({
    revision: edit.revision,
    at: session.now,
    actor: session.member.id,
    target: { kind: 'member', id: before.id },
    operations,
    changes,
  });
  return answer({ member: after, revision: edit.revision });
}

function answer(stored: StoredMember): EditAnswer {
  return { etag: memberEtag(stored), body: memberView(stored) };
}

/** Refuses what delegation does not allow, with its decision (law 11). */
export function requireAllowed(decision: Decision): void {
  if (decision.status === 'allowed') return;
  throw new ProblemError('forbidden', {
    detail: 'Nothing was changed. `decision` says which rule stands against it.',
    decision,
  });
}
