import type { ApiContext } from '../ApiContext.js';
import type { Caller } from '../Caller.js';
import { isKnown, jsonResponse, notModified } from '../http/json.js';
import { fingerprint } from '../revision.js';
import { openSession } from '../session.js';

/** `GET /me/grants`: the caller's grant set. */
export async function getGrants(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const { may, revision, now } = await openSession(context, caller);
  const expiresAt = endOfLife(context, now);
  // Weak: two answers of one state differ in when they were issued. The end of life is part of the state.
  // Whose it is, too: behind a cookie, another person may ask the same address with the same tag.
  const whose = fingerprint([caller.tenant, caller.subject]);
  const parts = [revision, context.catalogTag, whose, ...(expiresAt === undefined ? [] : [expiresAt])];
  const etag = `W/"${parts.join('-')}"`;
  if (isKnown(request, etag)) return notModified(etag);
  return jsonResponse({ ...may.grantSet, ...(expiresAt !== undefined && { expiresAt }) }, { etag });
}

/** Ends of life lie on a grid of half a life, so that a set can be confirmed unchanged in between. */
function endOfLife({ grantsLastFor }: ApiContext, now: number): number | undefined {
  if (grantsLastFor === undefined) return undefined;
  const half = Math.max(1, Math.floor(grantsLastFor / 2));
  return (Math.floor(now / half) + 2) * half;
}
