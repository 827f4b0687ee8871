import { groupBy } from '../../base/groupBy.js';
import type { CatalogDefinition, ConflictDefinition } from '../../model/catalog.js';
import { ownEntry } from './roleGrants.js';
import { opensOf } from '../../model/permissionOf.js';

type Permissions = CatalogDefinition['permissions'];
type Edges = ReadonlyMap<string, readonly string[]>;

/** Which permissions of a catalog open which others (law 6), worked out once for each catalog. */
export interface Openers {
  /** The permissions that open others, each before those that it opens. */
  readonly order: readonly string[];
  /** The place of a permission in `order`. */
  readonly rank: ReadonlyMap<string, number>;
  /** The place of a permission in the catalog. */
  readonly place: ReadonlyMap<string, number>;
  readonly below: Edges;
  readonly above: Edges;
}

const known = new WeakMap<Permissions, Openers>();

/** The openers of a catalog. */
export function openersOf({ permissions }: CatalogDefinition): Openers {
  const openers = known.get(permissions) ?? findOpeners(permissions);
  known.set(permissions, openers);
  return openers;
}

/** Some permissions and all that they may open. */
export function openedFrom(catalog: CatalogDefinition, permissions: Iterable<string>): Set<string> {
  return reachable(openersOf(catalog).below, permissions);
}

/** Some permissions and all that may open them. */
export function openersTo(catalog: CatalogDefinition, permissions: Iterable<string>): Set<string> {
  return reachable(openersOf(catalog).above, permissions);
}

/**
 * Some permissions, all that they may open, and all that more or less of these may close or free: of two conflicting
 * rights, one is held only where the other is not.
 */
export function affectedBy(catalog: CatalogDefinition, permissions: Iterable<string>): Set<string> {
  return reachable(openersOf(catalog).below, permissions, catalog.conflicts);
}

/** Some permissions and all that may open, close or free them. */
export function affecting(catalog: CatalogDefinition, permissions: Iterable<string>): Set<string> {
  return reachable(openersOf(catalog).above, permissions, catalog.conflicts);
}

/** Those of some permissions that the catalog has, each once, in the catalog's order. */
export function inOrder(catalog: CatalogDefinition, permissions: Iterable<string>): readonly string[] {
  return sortedBy(openersOf(catalog).place, permissions);
}

/** Those of some permissions that open others, each before those that it opens. */
export function openersAmong(catalog: CatalogDefinition, permissions: Iterable<string>): readonly string[] {
  return sortedBy(openersOf(catalog).rank, permissions);
}

function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, i) => [id, i]));
}

function sortedBy(places: ReadonlyMap<string, number>, ids: Iterable<string>): readonly string[] {
  const placed = Array.from(new Set(ids), (id) => [places.get(id), id] as const);
  const known = placed.filter((one): one is readonly [number, string] => one[0] !== undefined);
  return known.sort(([a], [b]) => a - b).map(([, id]) => id);
}

function findOpeners(permissions: Permissions): Openers {
  const below = new Map<string, readonly string[]>();
  const above = new Map<string, string[]>();
  for (const id of Object.keys(permissions)) {
    const targets = [...new Set(opensOf(ownEntry(permissions, id)))];
    if (targets.length > 0) below.set(id, targets);
    for (const target of targets) {
      const openers = above.get(target);
      if (openers) openers.push(id);
      else above.set(target, [id]);
    }
  }
  const order = sorted(below);
  return { order, rank: placesOf(order), place: placesOf(Object.keys(permissions)), below, above };
}

const none: readonly ConflictDefinition[] = [];
const knownConflicts = new WeakMap<readonly ConflictDefinition[], ReadonlyMap<string, readonly ConflictDefinition[]>>();

/** The conflicts that each right is part of; worked out once for each list. */
function conflictsOf(conflicts: readonly ConflictDefinition[]): ReadonlyMap<string, readonly ConflictDefinition[]> {
  const before = knownConflicts.get(conflicts);
  if (before) return before;
  const places = conflicts.flatMap((conflict) => conflict.permissions.map((id) => [id, conflict] as const));
  const groups = groupBy(places, ([id]) => id);
  const found = new Map(Array.from(groups, ([id, of]) => [id, of.map(([, conflict]) => conflict)]));
  knownConflicts.set(conflicts, found);
  return found;
}

function reachable(
  edges: Edges,
  start: Iterable<string>,
  conflicts: readonly ConflictDefinition[] = none,
): Set<string> {
  const found = new Set(start);
  const partners = conflictsOf(conflicts);
  const seen = new Set<unknown>();
  // A set is walked in the order in which it grows.
  for (const id of found) {
    for (const next of edges.get(id) ?? []) found.add(next);
    for (const conflict of partners.get(id) ?? []) {
      if (seen.has(conflict)) continue;
      seen.add(conflict);
      for (const other of conflict.permissions) found.add(other);
    }
  }
  return found;
}

/** Each before those that it opens. With a list of its own in place of calls: a chain may be as long as the catalog. */
function sorted(below: Edges): readonly string[] {
  const done: string[] = [];
  const seen = new Set<string>();
  for (const start of below.keys()) {
    const trail = [{ id: start, targets: (below.get(start) ?? []).values() }];
    if (seen.has(start)) continue;
    seen.add(start);
    for (let last = trail.at(-1); last; last = trail.at(-1)) {
      const { done: isDone, value: id } = last.targets.next();
      if (isDone) {
        done.push(last.id);
        trail.pop();
      } else if (!seen.has(id) && below.has(id)) {
        seen.add(id);
        trail.push({ id, targets: (below.get(id) ?? []).values() });
      }
    }
  }
  return done.reverse();
}
