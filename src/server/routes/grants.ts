import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { grantsText, textOf } from '../session/grantsText.js';
import { isKnown, notModified, textResponse } from '../http/json.js';
import { readCaller, readGrants } from '../session/session.js';

/** `GET /me/grants`: the caller's grant set. */
export async function getGrants(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const now = context.now();
  const { open, state } =
    caller.onBehalfOf === undefined
      ? grantsText(context, caller, await readCaller(context, caller, context.store.tenant(caller.tenant), 'held'))
      : textOf(context, await readGrants(context, caller));
  const expiresAt = endOfLife(context, now);
  // Weak: two answers of one state differ in when they were issued. The end of life is part of the state.
  const etag = `W/"${expiresAt === undefined ? state : `${state}-${expiresAt}`}"`;
  if (isKnown(request, etag)) return notModified(etag);
  const end = expiresAt === undefined ? '' : `,"expiresAt":${expiresAt}`;
  return textResponse(`${open},"issuedAt":${now}${end}}`, { status: 200, etag });
}

/** Ends of life lie on a grid of half a life, so that a set can be confirmed unchanged in between. */
function endOfLife({ grantsLastFor }: ApiContext, now: number): number | undefined {
  if (grantsLastFor === undefined) return undefined;
  const half = Math.max(1, Math.floor(grantsLastFor / 2));
  return (Math.floor(now / half) + 2) * half;
}
