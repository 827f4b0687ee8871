import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { jsonResponse } from '../http/json.js';
import { ProblemError } from '../http/problem.js';
import { openTenantSession, type TenantSession } from '../session/session.js';
import type { TenantEdit } from '../store/Store.js';
import type { AuditEntry } from '../../model/audit.js';
import type { Read } from '../../base/read.js';
import { type EditRequest, readEditRequest } from './readEditRequest.js';

/** The answer to an accepted edit: the state that it made. */
export interface EditAnswer {
  /** Absent where the answer is about several things, each with its own. */
  readonly etag?: string;
  readonly body: unknown;
}

/** The changes of an edit, and the state after it. */
export interface EditResult {
  readonly answer: EditAnswer;
  readonly operations: AuditEntry['operations'];
  /** Empty: the edit changed nothing, so it is no revision and nothing of it is kept. */
  readonly changes: AuditEntry['changes'];
}

/** One kind of edit. */
export interface EditSteps<T, B> {
  readonly readBody: Read<B>;
  /** Whom or what the log names as edited. */
  readonly about: (request: EditRequest<B>) => Pick<AuditEntry, 'target' | 'also'>;
  /** Finds what is edited, and refuses callers who may not even see it. */
  readonly find: (session: TenantSession, request: EditRequest<B>) => Promise<T>;
  /** The state as it is now: the answer to a retry of an edit that was made. */
  readonly current: (session: TenantSession, target: T) => EditAnswer;
  /** Checks and saves the edit; what it throws undoes everything. */
  readonly apply: (session: TenantSession, edit: TenantEdit, target: T, request: EditRequest<B>) => Promise<EditResult>;
}

/**
 * Makes an edit as one transaction, once: sent again under the same key, it is answered with how things are by then,
 * and made no more. Only that it was made is remembered, and only where it changed something.
 */
export async function editOnce<T, B>(
  context: ApiContext,
  request: Request,
  caller: Caller,
  steps: EditSteps<T, B>,
): Promise<Response> {
  const read = await readEditRequest(context, request, steps.readBody);
  const { etag, body } = await context.store.edit(caller.tenant, async (edit) => {
    // Read again inside the edit: a right that was lost a moment ago is lost here too.
    const session = await openTenantSession(context, caller, 'all', edit);
    const target = await steps.find(session, read);
    if (await wasMade(context, edit, caller, read, session.now)) return steps.current(session, target);
    const { answer, operations, changes } = await steps.apply(session, edit, target, read);
    if (changes.length === 0) return answer;
    const { revision } = edit;
    const by = { actor: caller.subject, at: session.now };
    const { onBehalfOf } = caller;
    const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
    await edit.appendAudit({ revision, ...by, ...behalf, ...steps.about(read), operations, changes });
    await keep(context, edit, { ...by, read });
    return answer;
  });
  return jsonResponse(body, etag === undefined ? {} : { etag });
}

/** Whether this member made this request before, under the same key. */
export async function wasMade(
  { limits }: ApiContext,
  edit: TenantEdit,
  { subject }: Caller,
  { key, digest }: Pick<EditRequest, 'key' | 'digest'>,
  now: number,
): Promise<boolean> {
  const kept = key === undefined ? undefined : await edit.keptEdit(subject, key);
  if (!kept || kept.at + limits.keptEditsFor <= now) return false;
  if (kept.request === digest) return true;
  throw new ProblemError('key-reused', {
    detail: 'Nothing was changed. This `Idempotency-Key` was used for another request; take a new one for each edit.',
  });
}

/** Remembers that this member made this request. */
export async function keep(
  { limits }: ApiContext,
  edit: TenantEdit,
  {
    actor,
    at,
    read,
  }: { readonly actor: string; readonly at: number; readonly read: Pick<EditRequest, 'key' | 'digest'> },
): Promise<void> {
  if (read.key === undefined) return;
  const kept = { actor, key: read.key, request: read.digest, at, revision: edit.revision };
  await edit.keepEdit(kept, { since: at - limits.keptEditsFor, mostPerActor: limits.keptEditsPerMember });
}
