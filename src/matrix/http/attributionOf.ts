import type { Attribution } from '../MatrixBackend.js';
import type { AuditItem } from './readAnswers.js';

/** The last writer of a target and of each of its slots, by its entries in the audit log, the newest first. */
export function attributionOf(entries: readonly AuditItem[]): Attribution & {
  readonly slots?: Readonly<Record<string, Attribution>>;
} {
  const [newest, ...older] = entries;
  if (!newest) return {};
  const writers = new Map<string, Attribution>();
  for (const { by, at, changes } of entries)
    for (const slot of changes.flatMap(slotsOf)) if (!writers.has(slot)) writers.set(slot, { by, at });
  const { by, at } = newest;
  return { by, at, ...(older.length > 0 && { slots: Object.fromEntries(writers) }) };
}

/** The slots that one change of the audit log is about. */
function slotsOf({ path, from, to }: AuditItem['changes'][number]): readonly string[] {
  if (path === 'packages') return [...missingIn(from, to), ...missingIn(to, from)].map((id) => `package:${id}`);
  const [, kind, id] = /^(\w+)\.(.*)$/s.exec(path) ?? [];
  if (id === undefined) return [path];
  return [kind === 'memberships' ? `memberships:${id}` : `permission:${id}`];
}

function missingIn(list: unknown, from: unknown): readonly string[] {
  const [all, others] = [idsOf(list), idsOf(from)];
  return all.filter((id) => !others.includes(id));
}

function idsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
