import { isTable } from '../../base/read.js';
import type { CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Reach, Reaches, Scope } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import { idsOf } from '../decide/reachOf.js';
import { ownEntry } from './roleGrants.js';

/** Returns a grant with the reach that is left of it. */
export type Narrow = (grant: Grant) => Grant;

/** Somebody of whom nothing is known but the roles. */
export function holderOf(roles: readonly string[]): Subject {
  return { id: '', tenant: '', roles, extensions: [], memberships: {}, licenses: [] };
}

const asItIs: Narrow = (grant) => grant;

/**
 * Narrows scoped allows to what the person is restricted to, and those that come from a role to what the role is
 * (law 4): on records whose type has the dimension. A dimension that the catalog does not know is none that a record
 * can be in, so it leaves nothing (law 14). Denies and values stay as they are.
 */
export function narrowing(catalog: CatalogDefinition, subject: Subject): Narrow {
  const roles = subject.roles.filter((id) => isRestricting(ownEntry(catalog.roles, id)?.within));
  if (roles.length === 0 && !isRestricting(subject.within)) return asItIs;
  const known = new Map<string, readonly Limit[]>();
  const limitsFor = (on: string, role: string | undefined): readonly Limit[] => {
    const key = JSON.stringify([on, role]);
    const limits =
      known.get(key) ?? limitsOn(catalog, on, [subject.within, ownEntry(catalog.roles, role ?? '')?.within]);
    known.set(key, limits);
    return limits;
  };
  return (grant) => {
    const definition = ownEntry(catalog.permissions, grant.permission);
    if (grant.effect === 'deny' || definition?.kind !== 'right' || definition.on === undefined) return grant;
    const limits = limitsFor(
      definition.on,
      roles.find((id) => sourceOf(grant) === `role:${id}`),
    );
    return grant.scope === undefined || limits.length === 0
      ? grant
      : { ...grant, scope: within(subject, grant.scope, limits) };
  };
}

/** Whether a `within` takes something away; one that cannot be read does (law 14). */
export function isRestricting(within: Reaches | undefined): within is Reaches {
  return within !== undefined && !(isTable(within) && Object.keys(within).length === 0);
}

/** The source that a grant goes back to: for what an umbrella or an option opened, the source of that. */
function sourceOf({ from, via }: Grant): string {
  return via ?? from;
}

type Limit = readonly [dimension: string, reach: Reach];

/** Those of some restrictions that are about a type of record. */
function limitsOn(catalog: CatalogDefinition, on: string, all: readonly (Reaches | undefined)[]): readonly Limit[] {
  const dimensions = ownEntry(catalog.resources, on)?.dimensions ?? {};
  const isAbout = (id: string) => Object.hasOwn(dimensions, id) || !Object.hasOwn(catalog.dimensions, id);
  return all.flatMap(limitsIn).filter(([id]) => isAbout(id));
}

/** The dimension of no record: a restriction that cannot be read leaves nothing. */
const unreadable: readonly Limit[] = [['', []]];

/** The dimensions that a `within` is about, with how far each reaches; one that cannot be read is about all, and leaves nothing. */
export function limitsIn(within: Reaches | undefined): readonly Limit[] {
  if (within === undefined) return [];
  return isTable(within) ? Object.entries(within).map(([id, reach]) => [id, readReach(reach)]) : unreadable;
}

function readReach(reach: unknown): Reach {
  return reach === 'any' || reach === 'mine' ? reach : Array.isArray(reach) ? reach : [];
}

function within(subject: Subject, scope: Scope, limits: readonly Limit[]): Scope {
  const long = scope === 'all' ? ({ all: true } as const) : scope;
  const reaches = new Map<string, Reach>(
    Object.entries(long.within ?? {}).map(([id, reach]) => [id, readReach(reach)]),
  );
  for (const [id, reach] of limits) {
    const before = reaches.get(id);
    reaches.set(id, before === undefined ? reach : intersected(subject, id, before, reach));
  }
  return { ...long, within: Object.fromEntries(reaches) };
}

/** What two reaches have in common in one dimension. */
function intersected(subject: Subject, dimension: string, one: Reach, other: Reach): Reach {
  if (one === 'any' || one === other) return other;
  if (other === 'any') return one;
  const ids = (reach: Exclude<Reach, 'any'>) => (reach === 'mine' ? idsOf(subject, dimension) : reach);
  const kept = new Set(ids(other));
  return ids(one).filter((id) => kept.has(id));
}
