import type { Catalog, RoleDefinition } from '../../model/catalog.js';
import { CatalogError, checkCatalog } from '../../model/defineCatalog.js';
import type { ApiContext } from '../ApiContext.js';
import type { Caller } from '../Caller.js';
import { applyRoleEdits, type RoleState } from '../edits/applyRoleEdits.js';
import { roleChanges } from '../edits/changesBetween.js';
import { type EditAnswer, editOnce } from '../edits/editOnce.js';
import type { EditRequest } from '../edits/readEditRequest.js';
import { readRoleEdits } from '../edits/readRoleEdits.js';
import { requireMatch } from '../edits/requireMatch.js';
import { ProblemError } from '../http/problem.js';
import { invalid, readOrRefuse } from '../http/read.js';
import type { PathParams } from '../http/router.js';
import { roleView } from '../roleView.js';
import { openDelegation, type Session } from '../session.js';
import type { RoleEdit, StoredRole, TenantEdit } from '../Store.js';
import { roleVisibility } from '../targetVisibility.js';
import { tenantCatalog, withRoleChanges } from '../tenantCatalog.js';
import { notFound } from '../visibility.js';
import { requireAllowed } from './editMember.js';

/** `PATCH /roles/:id`: operations on what one role gives to everybody who holds it, all or none. */
export function editRole(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  return editOnce<RoleDefinition | undefined>(context, request, caller, {
    find: (session) => findRole(session, id),
    apply: (session, edit, before, read) => apply(context, session, edit, { id, before }, read),
  });
}

/** The role as it is; nothing where one may be made. */
async function findRole(session: Session, id: string): Promise<RoleDefinition | undefined> {
  const editRight = session.catalog.delegation?.editRole;
  const mayEdit = editRight !== undefined && session.may.canSome(editRight);
  const view = roleView(session, id);
  if (!view && mayEdit) return undefined;
  if (view && (await roleVisibility(session))(id)) return view.role;
  throw notFound('role');
}

interface Target {
  readonly id: string;
  readonly before: RoleDefinition | undefined;
}

async function apply(
  context: ApiContext,
  session: Session,
  edit: TenantEdit,
  { id, before }: Target,
  request: EditRequest,
): Promise<EditAnswer> {
  const operations = readRoleEdits(session.catalog, request.operations);
  requireState(session, id, operations, request);
  await requireVisibleCopy(session, operations);
  const state = session.roles.find(({ role }) => role.id === id)?.role;
  const catalogs = { shared: context.catalog, catalog: session.catalog };
  const next = readOrRefuse(() => applyRoleEdits(catalogs, id, state, operations));
  requireFitting(context.catalog, next);
  const roles = withRole(session.roles, id, next, edit.revision);
  const catalog = tenantCatalog(
    context.catalog,
    roles.map(({ role }) => role),
  );
  await requireDelegated(session, { id, before }, catalog);
  await requireRoom(context, edit, id, next, roles.length);
  const changes = roleChanges(state, next);
  if (changes.length === 0) return answer(session, id);
  await (next ? edit.saveRole(next) : edit.removeRole(id));
  const target = { kind: 'role', id } as const;
  const { revision } = edit;
  await edit.appendAudit({ revision, at: session.now, actor: session.member.id, target, operations, changes });
  return answer({ ...session, catalog, roles }, id);
}

function withRole(roles: readonly StoredRole[], id: string, next: RoleState, revision: number): StoredRole[] {
  return [...roles.filter(({ role }) => role.id !== id), ...(next ? [{ role: next, revision }] : [])];
}

/** A new role must not be there yet, any other must be as the request says. */
function requireState(session: Session, id: string, operations: readonly RoleEdit[], request: EditRequest): void {
  const view = roleView(session, id);
  if (operations[0]?.op !== 'create') {
    if (!view) throw notFound('role');
    return requireMatch(request.ifMatch, view.etag, view);
  }
  if (request.ifNoneMatch !== '*')
    throw new ProblemError('precondition-required', {
      detail: 'Nothing was changed. Send `If-None-Match: *` to make a role that is not there yet.',
    });
  if (view)
    throw new ProblemError('precondition-failed', { detail: 'Nothing was changed. Take another id.', current: view });
}

async function requireVisibleCopy(session: Session, operations: readonly RoleEdit[]): Promise<void> {
  const canSee = await roleVisibility(session);
  const issues = operations.flatMap((edit, i) =>
    edit.op === 'create' && edit.copyOf !== undefined && !canSee(edit.copyOf)
      ? [{ path: `operations[${i}].copyOf`, found: `'${edit.copyOf}'`, expected: 'a role that you manage or hold' }]
      : [],
  );
  if (issues.length > 0) throw invalid(issues);
}

/** Holds the changed role against the catalog's own check, its id included. */
function requireFitting(shared: Catalog, next: RoleState): void {
  if (!next) return;
  try {
    checkCatalog(withRoleChanges(shared, [next]));
  } catch (error) {
    throw error instanceof CatalogError ? invalid(error.issues) : error;
  }
}

/** Asks delegation; a role that goes gives nothing any more. */
async function requireDelegated(session: Session, { id, before }: Target, next: Catalog): Promise<void> {
  const after = Object.hasOwn(next.roles, id) ? next.roles[id] : undefined;
  const delegation = await openDelegation(session);
  requireAllowed(delegation.canChangeRole(id, before, after));
  if (before) return;
  // Who manages a new role shows once it is there. A role of nobody's would be out of its maker's own sight.
  const { manages } = await openDelegation({ ...session, catalog: next });
  if (!manages(id)) requireAllowed({ status: 'denied', reason: 'rank', missing: { kind: 'role', ids: [id] } });
}

/** A role that somebody holds stays, and there is an end to how many there can be. */
async function requireRoom(
  { limits }: ApiContext,
  edit: TenantEdit,
  id: string,
  next: RoleState,
  count: number,
): Promise<void> {
  if (count > limits.roles)
    throw new ProblemError('conflict', {
      detail: `Nothing was changed. At most ${limits.roles} roles can be changed or made; delete one first.`,
      limit: limits.roles,
    });
  const holders = next ? 0 : await edit.holders(id);
  if (holders > 0)
    throw new ProblemError('conflict', {
      detail: 'Nothing was changed. Give whoever holds the role another one first.',
      current: { id, holders },
    });
}

function answer(state: Pick<Session, 'catalog' | 'roles' | 'member'>, id: string): EditAnswer {
  const view = roleView(state, id);
  return view ? { etag: view.etag, body: view } : { etag: '"role-gone"', body: { id, deleted: true } };
}
