// The vocabulary of the permission API's answers, read from untrusted JSON; what does not fit is no answer.
import { isSame } from '../../base/isSame.js';
import type { Catalog, RoleDefinition } from '../../model/catalog.js';
import { isTable, type Table } from '../../base/read.js';
import { grantSetFormat } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { safeParseGrantSet } from '../../model/wire.js';
import { withinDates } from '../../evaluator/decide/timeWindow.js';
import type { HistoryEntry, MatrixTarget, TargetState } from '../MatrixBackend.js';
import { BackendError } from '../../client/SourceError.js';
import type { DirectoryEntry } from '../../model/directory.js';
import type { Page } from '../../model/page.js';
import type { RoleChange } from '../../model/role.js';
import type { HttpAnswer } from '../../client/fetchJson.js';

/** The body of an answer that is as it should be. */
export function bodyOf({ status, body }: HttpAnswer): unknown {
  if (status >= 200 && status < 300) return body;
  throw new BackendError(`The service answered ${status}${titleOf(body)}`);
}

function titleOf(body: unknown): string {
  return isTable(body) && typeof body.title === 'string' ? `: ${body.title}` : '.';
}

function table(value: unknown, what: string): Table {
  if (isTable(value)) return value;
  throw new BackendError(`The service answered without ${what}.`);
}

function text(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new BackendError(`The service answered without ${what}.`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new BackendError(`The service answered without ${what}.`);
}

function items(body: unknown): readonly unknown[] {
  return list(table(body, 'a page').items, 'the items of a page');
}

function nextOf(body: unknown): { readonly next?: string } {
  const { next } = table(body, 'a page');
  return typeof next === 'string' ? { next } : {};
}

/** A member as `GET /members/:id` says. */
export function readMember(body: unknown): TargetState & { kind: 'member' } {
  const { member, revision, etag } = table(body, 'a member');
  const read = table(member, 'a member');
  const overrides = list(read.overrides, 'overrides').map((each) => (isTable(each) ? withinDates(each) : each));
  requireGrants(read, overrides, 'member');
  list(read.packages, 'packages').forEach((each) => text(each, "a package's id"));
  if (read.name !== undefined && typeof read.name !== 'string') text(undefined, "a member's name");
  if (typeof revision !== 'number') throw new BackendError('The service answered without a revision.');
  // The lines above looked at every part that the editor relies on.
  return { kind: 'member', member: { ...read, overrides } as unknown as Member, revision, tag: text(etag, 'an etag') };
}

/** The two members that `POST /handover` answers with. */
export function readHandedOver(body: unknown): readonly (TargetState & { kind: 'member' })[] {
  const { from, to } = table(body, 'two members');
  return [readMember(from), readMember(to)];
}

/** Throws where these are not the grants of a subject: the reader of grant sets knows what is. */
function requireGrants(subject: Table, grants: readonly unknown[], from: 'member' | 'role:any') {
  const result = safeParseGrantSet({
    format: grantSetFormat,
    catalog: 'any',
    revision: 0,
    issuedAt: 0,
    subject,
    grants: grants.map((each) => (isTable(each) ? { ...each, from } : each)),
  });
  if (result.ok) return;
  const { path, found, expected } = result.issue;
  throw new BackendError(`The service answered with ${path} as ${found}, expected ${expected}.`);
}

/** A page of `GET /members`. */
export function readMemberPage(body: unknown): Page<TargetState> {
  return { items: items(body).map(readMember), ...nextOf(body) };
}

/** A role as `GET /roles/:id` says. */
export function readRole(catalog: Catalog, body: unknown): TargetState & { kind: 'role' } {
  const read = table(body, 'a role');
  const tag = text(read.etag, 'an etag');
  const id = text(read.id, "a role's id");
  const revision = typeof read.revision === 'number' ? read.revision : Number(/^"role-(\d+)/.exec(tag)?.[1] ?? 0);
  // Its backend has checked it against the catalog.
  const definition = table(read.role, "a role's definition") as unknown as RoleDefinition;
  text(definition.label, "a role's label");
  const grants = list(definition.grants ?? [], "a role's grants");
  requireGrants(
    nobody,
    // As in a catalog, a grant without an effect allows.
    grants.map((each) => ({ effect: 'allow', ...(isTable(each) ? each : { permission: each }) })),
    'role:any',
  );
  return { kind: 'role', role: overridesOf(catalog, id, definition), revision, tag };
}

const nobody = { id: 'nobody', tenant: 'none', roles: [], extensions: [], memberships: {}, licenses: [] };

/** Every role of `GET /roles`. */
export function readRoles(catalog: Catalog, body: unknown): readonly TargetState[] {
  return items(body).map((each) => readRole(catalog, each));
}

/** The changes of a role by an organisation: the permissions of which it does not give what the catalog says. */
function overridesOf(catalog: Catalog, id: string, definition: RoleDefinition): RoleChange {
  const base = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  const [before, after] = [groupByPermission(base?.grants ?? []), groupByPermission(definition.grants ?? [])];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (permission) => !isSame(before.get(permission), after.get(permission)),
  );
  const grants = Object.fromEntries(changed.map((permission) => [permission, after.get(permission) ?? []]));
  const { grants: _, ...about } = definition;
  return { id, grants, about };
}

/** A page of `GET /directory/:dimension`. */
export function readDirectoryPage(body: unknown): Page<DirectoryEntry> {
  const read = (each: unknown): DirectoryEntry => {
    const { id, label } = table(each, 'an entry');
    return { id: text(id, 'an id'), label: text(label, 'a label') };
  };
  return { items: items(body).map(read), ...nextOf(body) };
}

/** One entry of `GET /audit`. */
export interface AuditItem {
  readonly revision: number;
  readonly at: number;
  readonly by: string;
  readonly target: MatrixTarget;
  readonly changes: readonly { readonly path: string; readonly from?: unknown; readonly to?: unknown }[];
}

/** A page of `GET /audit`. */
export function readAudit(body: unknown): Page<AuditItem> {
  return { items: items(body).flatMap(readAuditItems), ...nextOf(body) };
}

/** An entry about two members is one item for each. */
function readAuditItems(each: unknown): readonly AuditItem[] {
  const { revision, at, actor, target, also, changes } = table(each, 'an audit entry');
  const { kind, id } = table(target, 'a target');
  const all = Array.isArray(changes) ? changes.filter(isTable) : [];
  const item = (about: MatrixTarget, own: readonly Table[]): AuditItem => ({
    revision: Number(revision),
    at: Number(at),
    by: text(actor, 'an actor'),
    target: about,
    changes: own.map(({ path, from, to }) => ({ path: String(path), from, to })),
  });
  const first = item(
    `${kind === 'role' ? 'role' : 'member'}:${text(id, 'an id')}`,
    all.filter(({ member }) => member === undefined),
  );
  if (also === undefined) return [first];
  const second = item(
    `member:${text(also, "a second member's id")}`,
    all.filter(({ member }) => member !== undefined),
  );
  return [first, second];
}

/** The entries of the audit log about one permission. */
export function readHistory(body: unknown, permission: string): readonly HistoryEntry[] {
  const paths = [`overrides.${permission}`, `grants.${permission}`];
  return readAudit(body).items.flatMap(({ revision, at, by, changes }) =>
    changes
      .filter(({ path }) => paths.includes(path))
      .map(({ from, to }): HistoryEntry => ({ revision, at, by, from, to })),
  );
}
