import { createDelegation, type Delegation } from '../evaluator/createDelegation.js';
import { createEvaluator, type Evaluator } from '../evaluator/createEvaluator.js';
import { resolveGrants } from '../evaluator/resolveGrants.js';
import type { Catalog } from '../model/catalog.js';
import type { Member } from '../model/member.js';
import type { ApiContext } from './ApiContext.js';
import type { Caller } from './Caller.js';
import { ProblemError } from './http/problem.js';
import { subjectRevision } from './revision.js';
import type { StoredMember, StoredRole, TenantReader } from './Store.js';
import { canSeeMember, notFound } from './visibility.js';

/** Who asks, as the store knows them at one moment. */
export interface Session {
  readonly reader: TenantReader;
  readonly member: Member;
  readonly revision: number;
  /** Every role that the tenant changed or made. */
  readonly roles: readonly StoredRole[];
  /** The catalog with the tenant's roles. */
  readonly catalog: Catalog;
  /** When it was opened, in milliseconds since 1970. */
  readonly now: number;
  /** Decides what whoever asks may do. */
  readonly may: Evaluator;
}

/** Who a request comes from; refuses where nobody is signed in. */
export async function findCaller(
  { authenticate, now }: Pick<ApiContext, 'authenticate' | 'now'>,
  request: Request,
): Promise<Caller> {
  const caller = await authenticate(request);
  if (caller && (caller.expiresAt === undefined || caller.expiresAt > now())) return caller;
  throw new ProblemError('unauthenticated', { detail: 'Sign in, and send the request again.' });
}

/** Reads who the caller is; inside an edit from the edit itself, so that both see the same state. */
export async function openSession(
  context: ApiContext,
  caller: Caller,
  reader: TenantReader = context.store.tenant(caller.tenant),
): Promise<Session> {
  const { member: stored, roles } = await reader.subject(caller.subject);
  if (!stored)
    throw new ProblemError('not-a-member', {
      detail: `An administrator of the organisation can add '${caller.subject}'.`,
    });
  const now = context.now();
  const catalog = context.catalogFor(roles);
  const revision = subjectRevision(stored, roles);
  const grants = resolveGrants(catalog, stored.member, { revision, issuedAt: now });
  return {
    reader,
    member: stored.member,
    revision,
    roles,
    catalog,
    now,
    may: createEvaluator(catalog, grants, { now }),
  };
}

/** A member that the asker may see; refuses where there is none. */
export async function findMember({ may, reader }: Session, id: string): Promise<StoredMember> {
  const [stored] = await reader.membersById([id]);
  if (stored && canSeeMember(may, stored.member)) return stored;
  throw notFound('member');
}

/** What whoever asks may give to others; `target` is the member that is about to be edited, where there is one. */
export async function openDelegation({ may, catalog, reader, now }: Session, target?: Member): Promise<Delegation> {
  const mustBeHeld = (target?.roles ?? []).filter(
    (role) => Object.hasOwn(catalog.roles, role) && catalog.roles[role]?.mustBeHeld,
  );
  const held = new Map(await Promise.all(mustBeHeld.map(async (role) => [role, await reader.holders(role)] as const)));
  return createDelegation(catalog, may.grantSet, { now, holders: (role) => held.get(role) ?? 0 });
}
