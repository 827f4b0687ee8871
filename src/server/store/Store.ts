import type { Belonging } from '../../evaluator/delegate/belongings.js';
import type { AuditEntry } from '../../model/audit.js';
import type { ResourceDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import type { Member } from '../../model/member.js';
import type { DirectoryEntry } from '../../model/directory.js';
import type { Page } from '../../model/page.js';
import type { RoleChange } from '../../model/role.js';

/** A member as a store keeps it. */
export interface StoredMember {
  readonly member: Member;
  /** The tenant's revision at which this member was last changed. */
  readonly revision: number;
}

/** A changed role as a store keeps it. */
export interface StoredRole {
  readonly role: RoleChange;
  /** The tenant's revision at which this role was last changed. */
  readonly revision: number;
}

/**
 * Which of the roles that the tenant changed or made to read along with one person: those it holds, all of them, or
 * all by name: those it does not hold then give nothing.
 */
export type SubjectRoles = 'held' | 'named' | 'all';

/** One person with what of the tenant bears on its grants, as of one moment. */
export interface StoredSubject {
  readonly member: StoredMember | undefined;
  /** The roles that were asked for. A store may return more than these, never fewer. */
  readonly roles: readonly StoredRole[];
}

/** The place of an entry in an ordered list: what it is ordered by, and its id. */
export interface Cursor {
  readonly key: string;
  readonly id: string;
}

/** Which part of a list is wanted. */
export interface PageQuery {
  /** At most so many, at least 1. */
  readonly limit: number;
  /** The `next` of the part before. */
  readonly after?: Cursor;
  /** Only what holds this text, whatever its case and accents. */
  readonly search?: string;
}

/** Which members are wanted, in the order of their names. */
export interface MemberQuery extends PageQuery {
  readonly role?: string;
  /**
   * Only members for which the condition holds, their fields read as the resource type says, and `self`. A store may
   * return more than these, never fewer: the caller filters again.
   */
  readonly visible?: { readonly condition: Condition; readonly resource: ResourceDefinition; readonly self: string };
}

/** Which directory entries are wanted, in the order of their labels. */
export interface DirectoryQuery extends PageQuery {
  /** Only these. */
  readonly ids?: readonly string[];
  /** Not these. */
  readonly except?: readonly string[];
}

/** Which audit entries are wanted, the newest first. */
export interface AuditQuery {
  readonly limit: number;
  /** Only entries with a smaller revision. */
  readonly before?: number;
  readonly actor?: string;
  /** Of a member also entries that it is the second one of (`also`). */
  readonly target?: { readonly kind: 'member' | 'role'; readonly id: string };
}

/** Reads the data of one tenant. Nothing of another tenant is ever in an answer. */
export interface TenantReader {
  /** The revision of the tenant's last edit; 0 where there was none. */
  lastRevision(): Promise<number>;
  /** One person and the tenant's roles as of the same moment. Default: all roles. */
  subject(id: string, roles?: SubjectRoles): Promise<StoredSubject>;
  members(query: MemberQuery): Promise<Page<StoredMember, Cursor>>;
  /** Those of these members that there are, in any order. */
  membersById(ids: readonly string[]): Promise<readonly StoredMember[]>;
  /**
   * Those who have one of these, in any order, and no more than `limit` of them: `extension` stands for extensions, any
   * other dimension for memberships.
   */
  membersHaving(belongings: readonly Belonging[], limit: number): Promise<readonly StoredMember[]>;
  /** The number of members who hold a role. */
  holders(role: string): Promise<number>;
  directory(dimension: string, query: DirectoryQuery): Promise<Page<DirectoryEntry, Cursor>>;
  audit(query: AuditQuery): Promise<readonly AuditEntry[]>;
}

/** An edit that was made, remembered so that the same request, sent again, is not a second one. */
export interface KeptEdit {
  /** Id of the member who made it. */
  readonly actor: string;
  /** The idempotency key that it was sent with. */
  readonly key: string;
  /** Digest of the request. */
  readonly request: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The tenant's revision that it made. */
  readonly revision: number;
}

/** Which kept edits a store may forget. */
export interface KeptEditLimits {
  /** Those that are older than this moment, in milliseconds since 1970. */
  readonly since: number;
  /** The oldest of one actor where there are more than this. */
  readonly mostPerActor: number;
}

/** One edit of one tenant while it is made. It holds alone: no other edit of the tenant runs beside it. */
export interface TenantEdit extends TenantReader {
  /** The revision that this edit makes. */
  readonly revision: number;
  saveMember(member: Member): Promise<void>;
  removeMember(id: string): Promise<void>;
  saveRole(role: RoleChange): Promise<void>;
  removeRole(id: string): Promise<void>;
  /** Puts these in place of all entries of the dimension. */
  saveDirectory(dimension: string, entries: readonly DirectoryEntry[]): Promise<void>;
  appendAudit(entry: AuditEntry): Promise<void>;
  /** The edit that this member made under this key, where it is still known. */
  keptEdit(actor: string, key: string): Promise<KeptEdit | undefined>;
  /** Remembers an edit in place of an older one under its key, and forgets what the limits say. */
  keepEdit(edit: KeptEdit, limits: KeptEditLimits): Promise<void>;
}

/** The first data of one tenant. */
export interface TenantData {
  readonly tenant: string;
  readonly members: readonly Member[];
  readonly roles?: readonly RoleChange[];
  /** By dimension. */
  readonly directory?: Readonly<Record<string, readonly DirectoryEntry[]>>;
}

/** The event that a store sends to its listeners once an edit has been committed, by whichever process. */
export type StoreEvent =
  | { readonly type: 'member' | 'role'; readonly tenant: string; readonly id: string; readonly revision: number }
  /** Events may have been missed: look again. */
  | { readonly type: 'gap' };

/**
 * Keeps members, roles, the directory and the audit log. A document that was returned is never changed in place:
 * what the API worked out from it holds for as long as the store returns the same one.
 */
export interface Store {
  tenant(id: string): TenantReader;
  /**
   * Runs one edit as one transaction: what it saved is kept, all of it, once the promise resolves, and none of it
   * where `work` rejects. Listeners hear of every saved member and role afterwards, in the order of revisions.
   */
  edit<T>(tenant: string, work: (edit: TenantEdit) => Promise<T>): Promise<T>;
  /** Hears of changes until the returned function is called. */
  listen(listener: (event: StoreEvent) => void): () => void;
}
