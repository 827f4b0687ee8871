import type { Attribution } from '../MatrixBackend.js';
import type { AuditItem } from './readAnswers.js';

/** The last author of a target and the author of each of its fields, from its audit entries, the newest first. */
export function attributionOf(entries: readonly AuditItem[]): Attribution & {
  readonly fields?: Readonly<Record<string, Attribution>>;
} {
  const [newest, ...older] = entries;
  if (!newest) return {};
  const writers = new Map<string, Attribution>();
  for (const { by, at, changes } of entries)
    for (const field of changes.flatMap(fieldsOf)) if (!writers.has(field)) writers.set(field, { by, at });
  const { by, at } = newest;
  return { by, at, ...(older.length > 0 && { fields: Object.fromEntries(writers) }) };
}

/** The fields that one change of the audit log is about: its path, except that the log holds packages in one list. */
function fieldsOf({ path, from, to }: AuditItem['changes'][number]): readonly string[] {
  if (path === 'packages') return [...missingIn(from, to), ...missingIn(to, from)].map((id) => `packages.${id}`);
  // The log tells the grants of a role from the overrides of a member; a field does not.
  return [path.replace(/^grants\./, 'overrides.')];
}

function missingIn(list: unknown, from: unknown): readonly string[] {
  const others = new Set(idsOf(from));
  return idsOf(list).filter((id) => !others.has(id));
}

function idsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
