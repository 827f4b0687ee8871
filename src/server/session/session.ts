import { createDelegation, type Delegation } from '../../evaluator/delegate/createDelegation.js';
import { createEvaluator, type Evaluator } from '../../evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import type { ApiContext } from './ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { ProblemError } from '../http/problem.js';
import { subjectRevision } from '../store/revision.js';
import type { StoredMember, StoredRole, StoredSubject, SubjectRoles, TenantReader } from '../store/Store.js';
import { withRoleChanges } from '../../evaluator/resolve/withRoleChanges.js';
import { canSeeMember, notFound } from './visibility.js';
import { warnOfMember } from './warnOfMember.js';

/** The caller, as the store knows it at one moment. */
export interface Session {
  readonly reader: TenantReader;
  readonly member: Member;
  readonly revision: number;
  /** Of what the tenant changed or made, the roles that the member holds. */
  readonly roles: readonly StoredRole[];
  /** The catalog with these roles. */
  readonly catalog: Catalog;
  /** The moment at which it was opened, in milliseconds since 1970. */
  readonly now: number;
  /** Decides what the caller may do. */
  readonly may: Evaluator;
}

/** Finds the sender of a request; refuses where nobody is signed in. */
export async function findCaller(
  { authenticate, now }: Pick<ApiContext, 'authenticate' | 'now'>,
  request: Request,
): Promise<Caller> {
  const caller = await authenticate(request);
  if (caller && (caller.expiresAt === undefined || caller.expiresAt > now())) return caller;
  throw new ProblemError('unauthenticated', { detail: 'Sign in, and send the request again.' });
}

/** A session that knows every role of the tenant, as it takes to tell who manages which. */
export interface TenantSession extends Session {
  /** All that the tenant changed or made; `'named'`: those that the member does not hold without what they give. */
  readonly knows: Exclude<SubjectRoles, 'held'>;
}

/** A member as stored, with the roles that were asked for; refuses anybody else. */
export interface MemberAndRoles extends StoredSubject {
  readonly member: StoredMember;
}

/** Reads who the caller is, and of the tenant's roles those that were asked for. */
export async function readCaller(
  context: Pick<ApiContext, 'catalog'>,
  caller: Caller,
  reader: TenantReader,
  wanted: SubjectRoles,
): Promise<MemberAndRoles> {
  const { member, roles } = await reader.subject(caller.subject, wanted);
  if (!member)
    throw new ProblemError('not-a-member', {
      detail: `An administrator of the organisation can add '${caller.subject}'.`,
    });
  // A copy of a copy, as it was stored once, is understood by the other roles only.
  const isCopyOfMade = ({ role: { copyOf } }: StoredRole) =>
    copyOf !== undefined && !Object.hasOwn(context.catalog.roles, copyOf);
  if (wanted === 'held' && roles.some(isCopyOfMade)) return readCaller(context, caller, reader, 'named');
  return { member, roles };
}

/** Opens a session of which only the member's own grants are asked. */
export async function openSession(context: ApiContext, caller: Caller): Promise<Session> {
  const reader = context.store.tenant(caller.tenant);
  return sessionOf(context, reader, await readBoth(context, caller, reader, 'held'));
}

/** Opens a session that tells who manages which role; inside an edit by the edit itself, so that both see one state. */
export async function openTenantSession(
  context: ApiContext,
  caller: Caller,
  knows: TenantSession['knows'],
  reader: TenantReader = context.store.tenant(caller.tenant),
): Promise<TenantSession> {
  return { ...sessionOf(context, reader, await readBoth(context, caller, reader, knows)), knows };
}

/** The caller, and the person for whom it acts. */
type Both = readonly [caller: MemberAndRoles, person?: MemberAndRoles];

async function readBoth(
  context: Pick<ApiContext, 'catalog'>,
  caller: Caller,
  reader: TenantReader,
  wanted: SubjectRoles,
): Promise<Both> {
  const own = await readCaller(context, caller, reader, wanted);
  const { onBehalfOf: subject } = caller;
  return subject === undefined ? [own] : [own, await readCaller(context, { ...caller, subject }, reader, wanted)];
}

/** The roles that either of the two has, those that one holds with what they give. */
function rolesOf([own, person]: Both): readonly StoredRole[] {
  if (!person) return own.roles;
  const isHeld = ({ role }: StoredRole) => person.member.member.roles.includes(role.id);
  const known = new Map(own.roles.map((stored) => [stored.role.id, stored]));
  for (const stored of person.roles)
    if (isHeld(stored) || !known.has(stored.role.id)) known.set(stored.role.id, stored);
  return [...known.values()];
}

/** The grant set of the caller; it is as new as what either of the two holds. */
export async function readGrants(context: ApiContext, caller: Caller): Promise<GrantSet> {
  const both = await readBoth(context, caller, context.store.tenant(caller.tenant), 'held');
  return sessionOf(context, context.store.tenant(caller.tenant), both).may.grantSet;
}

function sessionOf(context: ApiContext, reader: TenantReader, both: Both): Session {
  const now = context.now();
  const [{ member: stored }, person] = both;
  const { member } = stored;
  const roles = rolesOf(both);
  const catalog = withRoleChanges(
    context.catalog,
    roles.map(({ role }) => role),
  );
  const revision = Math.max(subjectRevision(stored, roles), person ? subjectRevision(person.member, person.roles) : 0);
  warnOfMember(catalog, member, revision);
  const grants = resolveGrants(catalog, member, { revision, issuedAt: now, onBehalfOf: person?.member.member });
  return { reader, member, revision, roles, catalog, now, may: createEvaluator(catalog, grants, { now }) };
}

/** A member that the asker may see; refuses where there is none. */
export async function findMember({ may, reader }: Session, id: string): Promise<StoredMember> {
  const [stored] = await reader.membersById([id]);
  if (stored && canSeeMember(may, stored.member)) return stored;
  throw notFound('member');
}

/** Decides what the caller may give to others; `target` is the member that is about to be edited, where there is one. */
export async function openDelegation(
  { may, catalog, reader, now }: TenantSession,
  target?: Member,
): Promise<Delegation> {
  const mustBeHeld = (target?.roles ?? []).filter(
    (role) => Object.hasOwn(catalog.roles, role) && catalog.roles[role]?.mustBeHeld,
  );
  const held = new Map(await Promise.all(mustBeHeld.map(async (role) => [role, await reader.holders(role)] as const)));
  return createDelegation(catalog, may.grantSet, { now, holders: (role) => held.get(role) ?? 0 });
}
