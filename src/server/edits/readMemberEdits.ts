import type { Catalog } from '../../model/catalog.js';
import type { MemberEdit, MemberEditOp } from '../../model/edit.js';
import { id, list, oneOf, optional, type Read, ReadError, table } from '../../base/read.js';
import { readEach } from '../http/refuse.js';
import { ids, reaches, type ReadLimits, setFields, setKeys, windowFields, withIds } from './readFields.js';
import { refuseUnfitting } from './refuseUnfitting.js';

/** Everything that reading operations on a member needs. */
export interface MemberEditContext {
  readonly catalog: Catalog;
  /** Whether there is such a role, as far as the editor may know. */
  readonly isRole: (id: string) => boolean;
  /** The moment of a review, in milliseconds since 1970. */
  readonly now: number;
  readonly limits: ReadLimits;
}

/** Reads operations on a member, and refuses what the catalog knows nothing of. */
export function readMemberEdits(context: MemberEditContext, operations: readonly unknown[]): MemberEdit[] {
  const edits = readEach(operations, (value, path) => readEdit(context, value, path), 'operations');
  refuseUnfitting(
    context.catalog,
    edits.map((edit) => (edit.op === 'set' ? specOf(edit) : undefined)),
  );
  return edits;
}

function specOf({ permission, effect, scope, value }: MemberEdit & { op: 'set' }) {
  return { permission, effect, ...(scope !== undefined && { scope }), ...(value !== undefined && { value }) };
}

type Reader = (from: unknown, path: string, context: MemberEditContext) => MemberEdit;

const readers: Readonly<Record<MemberEditOp, Reader>> = {
  set: (value, path, { limits }) => {
    table([...setKeys, 'startsAt', 'endsAt'])(value, path);
    return { op: 'set', ...setFields(limits)(value, path), ...windowFields(value, path) };
  },
  inherit: (value, path) => ({ op: 'inherit', permission: field('permission', id)(value, path) }),
  'assign-role': (value, path, { isRole }) => ({
    op: 'assign-role',
    role: field('role', known(isRole, 'role'))(value, path),
  }),
  'add-role': (value, path, { isRole }) => ({
    op: 'add-role',
    role: field('role', known(isRole, 'role'))(value, path),
  }),
  'remove-role': (value, path) => ({ op: 'remove-role', role: field('role', id)(value, path) }),
  'apply-package': (value, path, { catalog }) => ({
    op: 'apply-package',
    package: field('package', known(entryOf(catalog.packages), 'package'))(value, path),
  }),
  'remove-package': (value, path) => ({ op: 'remove-package', package: field('package', id)(value, path) }),
  'set-extensions': (value, path, { limits }) => ({
    op: 'set-extensions',
    ids: field('ids', ids(limits))(value, path),
  }),
  'set-memberships': (value, path, { catalog, limits }) => {
    const from = table(['op', 'dimension', 'ids'])(value, path);
    const dimension = known(entryOf(catalog.dimensions), 'dimension')(from.dimension, `${path}.dimension`);
    if (dimension === 'extension')
      throw new ReadError(`${path}.op`, 'set-memberships', "'set-extensions' for extensions");
    return { op: 'set-memberships', dimension, ids: ids(limits)(from.ids, `${path}.ids`) };
  },
  'set-within': (value, path, { catalog, limits }) => {
    const within = field('within', reaches(limits))(value, path);
    for (const dimension of Object.keys(within))
      known(entryOf(catalog.dimensions), 'dimension')(dimension, `${path}.within.${dimension}`);
    return { op: 'set-within', ...withIds(limits, { within }, `${path}.within`) };
  },
  'set-licenses': (value, path, { catalog, limits }) => ({
    op: 'set-licenses',
    ids: field('ids', list(known(entryOf(catalog.licenses), 'licence'), limits.idsPerScope))(value, path),
  }),
  'set-plan': (value, path, { catalog }) => {
    const from = table(['op', 'plan'])(value, path);
    return {
      op: 'set-plan',
      ...optional<{ plan?: string }>(from, path, { plan: known(entryOf(catalog.plans), 'plan') }),
    };
  },
  review: (value, path, { now }) => {
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
  'set-within',
  'set-licenses',
  'set-plan',
  'review',
] satisfies MemberEditOp[]);

function readEdit(context: MemberEditContext, value: unknown, path: string): MemberEdit {
  return readers[readOp(table()(value, path).op, `${path}.op`)](value, path, context);
}

const field =
  <T>(name: string, read: Read<T>): Read<T> =>
  (value, path) =>
    read(table(['op', name])(value, path)[name], `${path}.${name}`);

const known =
  (isKnown: (id: string) => boolean, what: string): Read<string> =>
  (value, path) => {
    const read = id(value, path);
    if (isKnown(read)) return read;
    throw new ReadError(path, value, `a ${what} of the catalog`);
  };

const entryOf =
  (entries: object | undefined) =>
  (name: string): boolean =>
    entries !== undefined && Object.hasOwn(entries, name);
