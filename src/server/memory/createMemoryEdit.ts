import { bytesOf } from '../store/bytesOf.js';
import type { KeptEdit, KeptEditLimits, StoredMember, StoreEvent, TenantEdit } from '../store/Store.js';
import type { AuditEntry } from '../../model/audit.js';
import { createMemoryReader } from './createMemoryReader.js';
import type { MemoryTenant } from './MemoryTenant.js';

/** An edit under way: what it changed so far, and what is to be told once it is kept. */
export interface MemoryEdit {
  readonly edit: TenantEdit;
  readonly after: () => MemoryTenant;
  readonly events: () => readonly StoreEvent[];
}

/** The most audit entries and kept edits of a tenant: memory is for demonstrations and tests. */
const mostKept = 10_000;

/** The most bytes of a tenant's audit entries. */
const mostAuditBytes = 8 * 1024 * 1024;

/** Begins an edit of a tenant, on a state of its own. */
export function createMemoryEdit(tenant: string, before: MemoryTenant): MemoryEdit {
  const revision = before.revision + 1;
  const events: StoreEvent[] = [];
  let state = before;
  /** The revision is used up by the first change. */
  const change = (part: Partial<MemoryTenant>) => {
    state = { ...state, ...part, revision };
  };
  // Copied at the first change only: an edit may save every member there is.
  let copied: Map<string, StoredMember> | undefined;
  const draft = () => (copied ??= new Map(state.members));
  const tell = (type: 'member' | 'role', id: string) => events.push({ type, tenant, id, revision });
  const edit: TenantEdit = {
    ...createMemoryReader(() => state),
    revision,
    saveMember: async (member) => {
      change({ members: draft().set(member.id, { member, revision }) });
      tell('member', member.id);
    },
    removeMember: async (id) => {
      draft().delete(id);
      change({ members: draft() });
      tell('member', id);
    },
    saveRole: async (role) => {
      change({ roles: withEntry(state.roles, role.id, { role, revision }) });
      tell('role', role.id);
    },
    removeRole: async (id) => {
      change({ roles: withoutEntry(state.roles, id) });
      tell('role', id);
    },
    saveDirectory: async (dimension, entries) => {
      change({ directory: withEntry(state.directory, dimension, entries) });
    },
    appendAudit: async (entry) => change(withAudit(state, entry)),
    keptEdit: async (actor, key) => state.keptEdits.get(actor)?.get(key),
    keepEdit: async (kept, limits) => {
      state = { ...state, keptEdits: withKept(state.keptEdits, kept, limits) };
    },
  };
  return { edit, after: () => state, events: () => events };
}

/** The newest entries, as far as there is room for them. */
function withAudit({ audit, auditBytes }: MemoryTenant, entry: AuditEntry): Partial<MemoryTenant> {
  let bytes = auditBytes + bytesOf(entry);
  let first = Math.max(0, audit.length + 1 - mostKept);
  for (const dropped of audit.slice(0, first)) bytes -= bytesOf(dropped);
  for (; bytes > mostAuditBytes && first < audit.length; first++) bytes -= bytesOf(audit[first]);
  return { audit: [...audit.slice(first), entry], auditBytes: bytes };
}

function withKept(
  all: MemoryTenant['keptEdits'],
  kept: KeptEdit,
  { since, mostPerActor }: KeptEditLimits,
): MemoryTenant['keptEdits'] {
  const own = new Map(all.get(kept.actor));
  // Deleted first, so that the order is that of age.
  own.delete(kept.key);
  own.set(kept.key, kept);
  for (const [key, { at }] of own) if (at < since || own.size > mostPerActor) own.delete(key);
  const next = new Map(all);
  next.delete(kept.actor);
  next.set(kept.actor, own);
  let count = 0;
  for (const edits of next.values()) count += edits.size;
  // The actor whose last edit is the oldest comes first; where that one is too old, all of them are.
  for (const [actor, edits] of next) {
    const last = [...edits.values()].at(-1);
    if (actor === kept.actor || (last && last.at >= since && count <= mostKept)) break;
    next.delete(actor);
    count -= edits.size;
  }
  return next;
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(key, value);
}

function withoutEntry<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
