import type { Catalog } from '../../model/catalog.js';
import { id, oneOf, optional, type Read, table, text } from '../../base/read.js';
import { readEach } from '../http/refuse.js';
import { type RoleEdit, type RoleEditOp, specOf } from '../../model/role.js';
import { type ReadLimits, setFields, setKeys, yes } from './readFields.js';
import { refuseUnfitting } from './refuseUnfitting.js';

/** Reads operations on a role, and refuses what the catalog knows nothing of. */
export function readRoleEdits(catalog: Catalog, limits: ReadLimits, operations: readonly unknown[]): RoleEdit[] {
  const edits = readEach(operations, (value, path) => readEdit(limits, value, path), 'operations');
  refuseUnfitting(
    catalog,
    edits.map((edit) => {
      if (edit.op === 'set') return specOf(edit);
      // A deny fits every permission that there is, as taking it away must.
      return edit.op === 'remove' ? { permission: edit.permission, effect: 'deny' } : undefined;
    }),
  );
  return edits;
}

const label = text(200);
const description = text(1000);

type Reader = (value: unknown, path: string, limits: ReadLimits) => RoleEdit;

const readers: Readonly<Record<RoleEditOp, Reader>> = {
  set: (value, path, limits) => {
    const from = table([...setKeys, 'conditional'])(value, path);
    return {
      op: 'set',
      ...setFields(limits)(value, path),
      ...optional<{ conditional?: true }>(from, path, { conditional: yes }),
    };
  },
  inherit: (value, path) => ({ op: 'inherit', permission: permissionOf(value, path) }),
  remove: (value, path) => ({ op: 'remove', permission: permissionOf(value, path) }),
  create: (value, path) => {
    const from = table(['op', 'label', 'description', 'copyOf'])(value, path);
    const rest = optional<{ description?: string; copyOf?: string }>(from, path, { description, copyOf: id });
    return { op: 'create', label: label(from.label, `${path}.label`), ...rest };
  },
  rename: (value, path) => {
    const from = table(['op', 'label', 'description'])(value, path);
    const rest = optional<{ description?: string }>(from, path, { description });
    return { op: 'rename', label: label(from.label, `${path}.label`), ...rest };
  },
  delete: (value, path) => {
    table(['op'])(value, path);
    return { op: 'delete' };
  },
};

const permissionOf: Read<string> = (value, path) =>
  id(table(['op', 'permission'])(value, path).permission, `${path}.permission`);

const readOp = oneOf(['set', 'inherit', 'remove', 'create', 'rename', 'delete']);

function readEdit(limits: ReadLimits, value: unknown, path: string): RoleEdit {
  return readers[readOp(table()(value, path).op, `${path}.op`)](value, path, limits);
}
