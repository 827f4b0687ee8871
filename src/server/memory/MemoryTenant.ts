import type { DirectoryEntry } from '../../model/directory.js';
import type { KeptEdit, StoredMember, StoredRole, TenantData } from '../store/Store.js';
import type { AuditEntry } from '../../model/audit.js';

/** Everything of one tenant at one moment; an edit makes a new one, so that no reader sees half an edit. */
export interface MemoryTenant {
  readonly revision: number;
  readonly members: ReadonlyMap<string, StoredMember>;
  readonly roles: ReadonlyMap<string, StoredRole>;
  readonly directory: ReadonlyMap<string, readonly DirectoryEntry[]>;
  /** The newest last. */
  readonly audit: readonly AuditEntry[];
  /** Bytes of the audit entries as JSON. */
  readonly auditBytes: number;
  /** By actor and key, the oldest first. */
  readonly keptEdits: ReadonlyMap<string, ReadonlyMap<string, KeptEdit>>;
}

/** A tenant of which nothing is known. */
export const emptyTenant: MemoryTenant = {
  revision: 0,
  members: new Map(),
  roles: new Map(),
  directory: new Map(),
  audit: [],
  auditBytes: 0,
  keptEdits: new Map(),
};

/** A tenant as it begins, at its first revision. */
export function firstState({ members, roles = [], directory = {} }: TenantData): MemoryTenant {
  const revision = 1;
  return {
    ...emptyTenant,
    revision,
    members: new Map(members.map((member) => [member.id, { member, revision }])),
    roles: new Map(roles.map((role) => [role.id, { role, revision }])),
    directory: new Map(Object.entries(directory)),
  };
}
