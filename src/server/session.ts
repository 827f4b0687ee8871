import { createEvaluator, type Evaluator } from '../evaluator/createEvaluator.js';
import { resolveGrants } from '../evaluator/resolveGrants.js';
import type { Catalog } from '../model/catalog.js';
import type { GrantSet } from '../model/grant.js';
import type { Member } from '../model/member.js';
import type { ApiContext } from './ApiContext.js';
import type { Caller } from './Caller.js';
import { ProblemError } from './http/problem.js';
import { subjectRevision } from './revision.js';
import type { StoredRole, TenantReader } from './Store.js';
import { tenantCatalog } from './tenantCatalog.js';

/** Who asks, as the store knows them at one moment. */
export interface Session {
  readonly caller: Caller;
  readonly reader: TenantReader;
  readonly member: Member;
  readonly revision: number;
  /** Every role that the tenant changed or made. */
  readonly roles: readonly StoredRole[];
  /** The catalog with the tenant's roles. */
  readonly catalog: Catalog;
}

/** Who a request comes from; refuses where nobody is signed in. */
export async function findCaller({ authenticate, now }: ApiContext, request: Request): Promise<Caller> {
  const caller = await authenticate(request);
  if (caller && (caller.expiresAt === undefined || caller.expiresAt > now())) return caller;
  throw new ProblemError('unauthenticated', { detail: 'Sign in, and send the request again.' });
}

/** Reads who the caller is; inside an edit from its own reader, so that both see the same state. */
export async function openSession({ catalog }: ApiContext, caller: Caller, reader: TenantReader): Promise<Session> {
  const { member: stored, roles } = await reader.subject(caller.subject);
  if (!stored)
    throw new ProblemError('not-a-member', {
      detail: `An administrator of the organisation can add '${caller.subject}'.`,
    });
  const changes = roles.map(({ role }) => role);
  return {
    caller,
    reader,
    member: stored.member,
    revision: subjectRevision(stored, roles),
    roles,
    catalog: tenantCatalog(catalog, changes),
  };
}

/** The caller's own grants. */
export function ownGrants({ catalog, member, revision }: Session, issuedAt: number): GrantSet {
  return resolveGrants(catalog, member, { revision, issuedAt });
}

/** Decides what the caller may do. */
export function evaluatorFor(session: Session, now: number): Evaluator {
  return createEvaluator(session.catalog, ownGrants(session, now), { now });
}
