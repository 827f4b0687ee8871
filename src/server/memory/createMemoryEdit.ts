import type { StoredMember, StoreEvent, TenantEdit } from '../Store.js';
import { createMemoryReader } from './createMemoryReader.js';
import type { MemoryTenant } from './MemoryTenant.js';

/** An edit under way: what it changed so far, and what is to be told once it is kept. */
export interface MemoryEdit {
  readonly edit: TenantEdit;
  readonly after: () => MemoryTenant;
  readonly events: () => readonly StoreEvent[];
}

/** How many audit entries and kept answers a tenant has at most: memory is for demonstrations and tests. */
const mostKept = 10_000;

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
    appendAudit: async (entry) => change({ audit: [...state.audit.slice(1 - mostKept), entry] }),
    keptAnswer: async (key) => state.answers.get(key),
    keepAnswer: async (key, answer) => {
      const answers = withEntry(state.answers, key, answer);
      const [oldest] = answers.keys();
      const isFull = answers.size > mostKept && oldest !== undefined;
      state = { ...state, answers: isFull ? withoutEntry(answers, oldest) : answers };
    },
  };
  return { edit, after: () => state, events: () => events };
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(key, value);
}

function withoutEntry<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
