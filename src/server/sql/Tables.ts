import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Member } from '../../model/member.js';
import type { AuditEntry } from '../../model/audit.js';
import type { RoleChange } from '../../model/role.js';

/** A whole number that drivers read in different ways: as text, a number or a bigint. */
type Whole = ColumnType<string | number | bigint, number, number>;

/** A document: written as text, read as what it says. `json` keeps it letter by letter, `jsonb` would not. */
type Document<T> = ColumnType<T, string, string>;

/** The tables of the SQL store. */
export interface Tables {
  tenants: { id: string; revision: Whole };
  members: {
    tenant: string;
    id: string;
    revision: Whole;
    sort_key: string;
    search: string;
    roles: string[];
    /** What the member has and belongs to, to find it by (`belongingTexts`). */
    belongings: string[];
    doc: Document<Member>;
    /** The document again, for conditions to look into. */
    fields: GeneratedAlways<unknown>;
  };
  roles: {
    tenant: string;
    id: string;
    revision: Whole;
    doc: Document<RoleChange>;
    /** The document without what the role gives. */
    head: GeneratedAlways<unknown>;
  };
  directory: { tenant: string; dimension: string; id: string; label: string; sort_key: string; search: string };
  audit: {
    tenant: string;
    revision: Whole;
    at: Whole;
    actor: string;
    target_kind: string;
    target_id: string;
    /** The second member that an entry is about. */
    also_id: string | null;
    doc: Document<AuditEntry>;
  };
  kept_edits: { tenant: string; actor: string; key: string; request: string; at: Whole; revision: Whole };
}
