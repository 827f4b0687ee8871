import type { ApiContext } from '../ApiContext.js';
import type { Caller } from '../Caller.js';
import { textResponse } from '../http/json.js';
import { ProblemError } from '../http/problem.js';
import { openSession, type Session } from '../session.js';
import type { KeptAnswer, TenantEdit } from '../Store.js';
import { type EditRequest, readEditRequest } from './readEditRequest.js';

/** What an accepted edit is answered with. */
export interface EditAnswer {
  readonly etag: string;
  readonly body: unknown;
}

/** One kind of edit, in two steps. */
export interface EditSteps<T> {
  /** Finds what is edited, and refuses whoever may not even see it. */
  readonly find: (session: Session, edit: TenantEdit) => Promise<T>;
  /** Checks and makes the edit; what it throws undoes everything. */
  readonly apply: (session: Session, edit: TenantEdit, target: T, request: EditRequest) => Promise<EditAnswer>;
}

/** How long a retry is answered as the first time, in milliseconds. */
const answersKeptFor = 24 * 60 * 60 * 1000;

/** Makes an edit as one transaction, once: sent again under the same key, it is answered again and made no more. */
export async function editOnce<T>(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { find, apply }: EditSteps<T>,
): Promise<Response> {
  const read = await readEditRequest(context, request);
  const answer = await context.store.edit(caller.tenant, async (edit) => {
    // Read again inside the edit: whoever lost a right a moment ago has lost it here too.
    const session = await openSession(context, caller, edit);
    const target = await find(session, edit);
    const key = read.key === undefined ? undefined : JSON.stringify([caller.subject, read.key]);
    const kept = key === undefined ? undefined : await keptAnswer(edit, key, read, session.now);
    if (kept) return kept;
    const made = keep(read, session.now, await apply(session, edit, target, read));
    if (key !== undefined) await edit.keepAnswer(key, made);
    return made;
  });
  return textResponse(answer.body, { status: answer.status, etag: answer.etag });
}

async function keptAnswer(edit: TenantEdit, key: string, { digest }: EditRequest, now: number) {
  const kept = await edit.keptAnswer(key);
  if (!kept || kept.at + answersKeptFor <= now) return undefined;
  if (kept.request === digest) return kept;
  throw new ProblemError('conflict', {
    detail: 'Nothing was changed. This `Idempotency-Key` was used for another request; take a new one for each edit.',
  });
}

function keep({ digest }: EditRequest, at: number, { etag, body }: EditAnswer): KeptAnswer {
  return { request: digest, at, status: 200, etag, body: JSON.stringify(body) };
}
