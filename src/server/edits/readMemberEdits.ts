import type { Catalog } from '../../model/catalog.js';
import type { MemberEdit, MemberEditOp } from '../../model/edit.js';
import { id, list, oneOf, type Read, ReadError, readEach, table } from '../http/read.js';
import { setFields, setKeys, windowFields } from './readFields.js';
import { refuseUnfitting } from './refuseUnfitting.js';

/** Reads operations on a member, and refuses what the catalog knows nothing of. `now` is when a review was made. */
export function readMemberEdits(catalog: Catalog, operations: readonly unknown[], now: number): MemberEdit[] {
  const edits = readEach(operations, (value, path) => readEdit(catalog, value, path, now), 'operations');
  refuseUnfitting(
    catalog,
    edits.map((edit) => (edit.op === 'set' ? specOf(edit) : undefined)),
  );
  return edits;
}

function specOf({ permission, effect, scope, value }: MemberEdit & { op: 'set' }) {
  return { permission, effect, ...(scope !== undefined && { scope }), ...(value !== undefined && { value }) };
}

type Reader = (from: unknown, path: string, catalog: Catalog, now: number) => MemberEdit;

const readers: Readonly<Record<MemberEditOp, Reader>> = {
  set: (value, path) => {
    table([...setKeys, 'startsAt', 'endsAt'])(value, path);
    return { op: 'set', ...setFields(value, path), ...windowFields(value, path) };
  },
  inherit: (value, path) => ({ op: 'inherit', permission: field('permission', id)(value, path) }),
  'assign-role': (value, path, { roles }) => ({
    op: 'assign-role',
    role: field('role', known(roles, 'role'))(value, path),
  }),
  'add-role': (value, path, { roles }) => ({ op: 'add-role', role: field('role', known(roles, 'role'))(value, path) }),
  'remove-role': (value, path) => ({ op: 'remove-role', role: field('role', id)(value, path) }),
  'apply-package': (value, path, { packages }) => ({
    op: 'apply-package',
    package: field('package', known(packages, 'package'))(value, path),
  }),
  'remove-package': (value, path) => ({ op: 'remove-package', package: field('package', id)(value, path) }),
  'set-extensions': (value, path) => ({ op: 'set-extensions', ids: field('ids', list(id))(value, path) }),
  'set-memberships': (value, path, { dimensions }) => {
    const from = table(['op', 'dimension', 'ids'])(value, path);
    const dimension = known(dimensions, 'dimension')(from.dimension, `${path}.dimension`);
    if (dimension === 'extension')
      throw new ReadError(`${path}.op`, 'set-memberships', "'set-extensions' for extensions");
    return { op: 'set-memberships', dimension, ids: list(id)(from.ids, `${path}.ids`) };
  },
  review: (value, path, _, now) => {
    // The moment is the server's: a review of yesterday, or of next year, is none.
    table(['op'])(value, path);
    return { op: 'review', at: now };
  },
};

const readOp = oneOf([
  'set',
  'inherit',
  'assign-role',
  'add-role',
  'remove-role',
  'apply-package',
  'remove-package',
  'set-extensions',
  'set-memberships',
  'review',
] satisfies MemberEditOp[]);

function readEdit(catalog: Catalog, value: unknown, path: string, now: number): MemberEdit {
  return readers[readOp(table()(value, path).op, `${path}.op`)](value, path, catalog, now);
}

const field =
  <T>(name: string, read: Read<T>): Read<T> =>
  (value, path) =>
    read(table(['op', name])(value, path)[name], `${path}.${name}`);

const known =
  (ids: object | undefined, what: string): Read<string> =>
  (value, path) => {
    const read = id(value, path);
    if (ids && Object.hasOwn(ids, read)) return read;
    throw new ReadError(path, value, `a ${what} of the catalog`);
  };
