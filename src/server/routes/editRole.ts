import { isTable } from '../../base/read.js';
import type { Catalog, RoleDefinition } from '../../model/catalog.js';
import { CatalogError, checkCatalog } from '../../model/defineCatalog.js';
import { permissionFor } from '../../model/delegation.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { applyRoleEdits, type RoleState } from '../../evaluator/resolve/applyRoleEdits.js';
import { roleChanges } from '../../evaluator/resolve/changesBetween.js';
import { type EditAnswer, editOnce, type EditResult } from '../edits/editOnce.js';
import { type EditRequest, operationsBody } from '../edits/readEditRequest.js';
import { readRoleEdits } from '../edits/readRoleEdits.js';
import { refuseLargeRole } from '../edits/refuseLarge.js';
import { requireAllowed } from '../edits/requireAllowed.js';
import { requireMatch } from '../edits/requireMatch.js';
import { ProblemError } from '../http/problem.js';
import { invalid, readOrRefuse } from '../http/refuse.js';
import type { PathParams } from '../http/router.js';
import { roleView } from '../session/roleView.js';
import { openDelegation, type TenantSession } from '../session/session.js';
import type { StoredRole, TenantEdit } from '../store/Store.js';
import type { RoleChange, RoleEdit } from '../../model/role.js';
import { roleVisibility } from '../session/targetVisibility.js';
import { changedRole, originalOf, withRoleChanges } from '../../evaluator/resolve/withRoleChanges.js';
import { notFound } from '../session/visibility.js';

/** `PATCH /roles/:id`: operations on what one role gives to everybody who holds it, all or none. */
export function editRole(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  return editOnce<Target, readonly unknown[]>(context, request, caller, {
    readBody: operationsBody(context.limits.operations),
    about: () => ({ target: { kind: 'role', id } }),
    find: (session) => findRole(session, id),
    current,
    apply: (session, edit, target, read) => apply(context, session, edit, target, read),
  });
}

interface Target {
  readonly id: string;
  /** Absent where there is none, and where it may not be seen: until the end, nobody can tell these apart. */
  readonly before: RoleDefinition | undefined;
  readonly isHidden: boolean;
  readonly isSeen: (id: string) => boolean;
}

async function findRole(session: TenantSession, id: string): Promise<Target> {
  const rights = (['editRole', 'createRole'] as const).map((each) => permissionFor(session.catalog.delegation, each));
  const mayEdit = rights.some((right) => right !== undefined && session.may.canSome(right));
  const isSeen = await roleVisibility(session);
  const view = roleView(session, id);
  if (view && isSeen(id)) return { id, before: view.role, isHidden: false, isSeen };
  if (mayEdit) return { id, before: undefined, isHidden: view !== undefined, isSeen };
  throw notFound('role');
}

function current(session: TenantSession, { id, isHidden }: Target): EditAnswer {
  if (isHidden) throw notFound('role');
  return answer(session, id);
}

async function apply(
  { catalog: shared, limits }: ApiContext,
  session: TenantSession,
  edit: TenantEdit,
  target: Target,
  request: EditRequest,
): Promise<EditResult> {
  const { id } = target;
  requireState(session, target, request);
  const operations = readRoleEdits(shared, limits, request.body);
  refuseUnseenCopy(target, operations);
  const all = session.roles.map(({ role }) => role);
  const state = target.before && all.find((role) => role.id === id);
  const next = readOrRefuse(() =>
    applyRoleEdits({ shared, catalog: session.catalog, changes: all }, id, state, operations),
  );
  refuseUnfitting(shared, all, next);
  refuseLargeRole(limits, all, state, next);
  const isReplaced = target.before !== undefined && operations.some(({ op }) => op === 'delete');
  const others = isReplaced ? rooted(shared, session.roles, state, edit.revision) : session.roles;
  const roles = withRole(others, id, next, edit.revision);
  const after = {
    ...session,
    roles,
    catalog: withRoleChanges(
      shared,
      roles.map(({ role }) => role),
    ),
  };
  await requireDelegated(session, target, after, isReplaced);
  // What is hidden shows here at last: an id can be had once.
  if (target.isHidden) throw taken();
  if (isReplaced || !target.before) await requireUnheld(edit, id);
  const changes = roleChanges(state, next);
  if (changes.length === 0) return { answer: answer(session, id), operations, changes };
  await (next ? edit.saveRole(next) : edit.removeRole(id));
  // Copies of this one that named it, as copies of copies once did, name its own original from now on.
  for (const { role } of roles) if (role.id !== id && !all.includes(role)) await edit.saveRole(role);
  return { answer: answer(after, id), operations, changes };
}

function withRole(roles: readonly StoredRole[], id: string, next: RoleState, revision: number): StoredRole[] {
  return [...roles.filter(({ role }) => role.id !== id), ...(next ? [{ role: next, revision }] : [])];
}

/** The roles, where copies of one that goes no longer depend on it. */
function rooted(
  shared: Catalog,
  roles: readonly StoredRole[],
  state: RoleState,
  revision: number,
): readonly StoredRole[] {
  if (!state || Object.hasOwn(shared.roles, state.id)) return roles;
  const byId = new Map(roles.map(({ role }) => [role.id, role]));
  const original = originalOf(shared, byId, state);
  if (original === undefined) return roles;
  return roles.map((stored) =>
    stored.role.copyOf === state.id ? { role: { ...stored.role, copyOf: original }, revision } : stored,
  );
}

/** Whether a request begins by making its target; it need not be readable for that. */
function isCreating({ body: [first] }: EditRequest): boolean {
  return isTable(first) && first.op === 'create';
}

/** A new role must not be there yet, any other must be as the request says. */
function requireState(session: TenantSession, { id, before }: Target, request: EditRequest): void {
  const view = before && roleView(session, id);
  if (!isCreating(request)) {
    if (!view) throw notFound('role');
    return requireMatch(request.ifMatch, view.etag, view);
  }
  if (request.ifNoneMatch !== '*')
    throw new ProblemError('precondition-required', {
      detail: 'Nothing was changed. Send `If-None-Match: *` to make a role that is not there yet.',
    });
  if (view) throw taken(view);
}

function taken(current?: unknown): ProblemError {
  const detail = 'Nothing was changed. Take another id.';
  return new ProblemError('precondition-failed', { detail, ...(current !== undefined && { current }) });
}

function refuseUnseenCopy({ isSeen }: Target, operations: readonly RoleEdit[]): void {
  const issues = operations.flatMap((edit, i) =>
    edit.op === 'create' && edit.copyOf !== undefined && !isSeen(edit.copyOf)
      ? [{ path: `operations[${i}].copyOf`, found: `'${edit.copyOf}'`, expected: 'a role that you manage or hold' }]
      : [],
  );
  if (issues.length > 0) throw invalid(issues);
}

/** Holds the changed role against the catalog's own check, its id included. */
function refuseUnfitting(shared: Catalog, all: readonly RoleChange[], next: RoleState): void {
  if (!next) return;
  try {
    checkCatalog({ ...shared, roles: { ...shared.roles, [next.id]: changedRole(shared, all, next) } });
  } catch (error) {
    throw error instanceof CatalogError ? invalid(error.issues) : error;
  }
}

/** Asks delegation; a role that is replaced by another one of its id goes, and another one comes. */
async function requireDelegated(
  session: TenantSession,
  { id, before, isSeen }: Target,
  next: TenantSession,
  isReplaced: boolean,
): Promise<void> {
  const after = Object.hasOwn(next.catalog.roles, id) ? next.catalog.roles[id] : undefined;
  const delegation = await openDelegation(session);
  const isNamed = (role: string) => role === id || isSeen(role);
  for (const [from, to] of isReplaced && after ? [[before], [undefined, after]] : [[before, after]])
    requireAllowed(delegation.canChangeRole(id, from, to), isNamed);
  if (!after || (before && !isReplaced)) return;
  // Who manages a new role shows once it is there. A role of nobody's would be out of its maker's own sight.
  const { manages } = await openDelegation(next);
  if (!manages(id)) requireAllowed({ status: 'denied', reason: 'rank', missing: { kind: 'role', ids: [id] } }, isNamed);
}

/** A role does not come, go or become another one under those who hold it. How many they are is not told. */
async function requireUnheld(edit: TenantEdit, id: string): Promise<void> {
  if ((await edit.holders(id)) === 0) return;
  throw new ProblemError('conflict', {
    detail: 'Nothing was changed. Members hold a role of this id; each of them must have another one first.',
    current: { id, held: true },
  });
}

function answer(state: Pick<TenantSession, 'catalog' | 'roles' | 'member'>, id: string): EditAnswer {
  const view = roleView(state, id);
  return view ? { etag: view.etag, body: view } : { etag: '"role-gone"', body: { id, deleted: true } };
}
