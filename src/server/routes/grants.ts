import { resolveGrants } from '../../evaluator/resolveGrants.js';
import type { ApiContext } from '../ApiContext.js';
import { isKnown, jsonResponse, notModified } from '../http/json.js';
import { fingerprint } from '../revision.js';
import type { Session } from '../session.js';

/** `GET /me/grants`: the caller's grant set. */
export function getGrants(context: ApiContext, request: Request, session: Session): Response {
  const { catalog, member, revision } = session;
  const { issuedAt, expiresAt } = lifeOf(context);
  // Weak: two answers of one state differ in when they were issued. The end of life is part of the state.
  const etag = `W/"${[revision, fingerprint(context.catalog), expiresAt].filter((part) => part !== undefined).join('-')}"`;
  if (isKnown(request, etag)) return notModified(etag);
  const lasting = expiresAt !== undefined && { expiresAt };
  return jsonResponse(resolveGrants(catalog, member, { revision, issuedAt, ...lasting }), { etag });
}

/** Ends of life lie on a grid of half a life, so that a set can be confirmed unchanged in between. */
function lifeOf({ now, grantsLastFor }: ApiContext): { issuedAt: number; expiresAt?: number } {
  const issuedAt = now();
  if (grantsLastFor === undefined) return { issuedAt };
  const half = Math.max(1, Math.floor(grantsLastFor / 2));
  return { issuedAt, expiresAt: (Math.floor(issuedAt / half) + 2) * half };
}
