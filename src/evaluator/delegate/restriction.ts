import type { Catalog } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';
import type { Reach, Reaches } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import { idsOf } from '../decide/reachOf.js';
import { limitsIn } from '../resolve/narrowing.js';
import { ownEntry } from '../resolve/roleGrants.js';

/** How far a restriction reaches in one dimension; `undefined`: it is none there. */
type Limit = Reach | undefined;

/**
 * Whether an edit frees a member of more, in some dimension, than the giver is free of: what a restriction kept away
 * may come later, with the next role that somebody else assigns.
 */
export function freesOfMore(catalog: Catalog, giver: Subject, before: Member, after: Member): boolean {
  return Object.keys(catalog.dimensions).some((dimension) => {
    const [had, has] = [limitIn(before.within, dimension), limitIn(after.within, dimension)];
    const known = had === 'mine' ? idsOf(before, dimension) : had;
    return limitsOf(catalog, giver, dimension).some(
      (limit) => !(has === 'mine' && had === 'mine') && !isWithin(has, [known, limit]),
    );
  });
}

/** What somebody is restricted to, and what its roles are: where one of them is free, they are no restriction. */
function limitsOf({ roles }: Catalog, subject: Subject, dimension: string): readonly Limit[] {
  const named = (limit: Limit) => (limit === 'mine' ? idsOf(subject, dimension) : limit);
  const ofRoles = subject.roles.map((id) => named(limitIn(ownEntry(roles, id)?.within, dimension)));
  return [named(limitIn(subject.within, dimension)), ofRoles.length > 0 ? united(ofRoles) : undefined];
}

function limitIn(within: Reaches | undefined, dimension: string): Limit {
  return limitsIn(within).find(([id]) => id === dimension || id === '')?.[1];
}

function united(limits: readonly Limit[]): Limit {
  if (limits.includes(undefined)) return undefined;
  return limits.includes('any') ? 'any' : limits.flatMap((limit) => limit ?? []);
}

/** Whether a reach lies within some others together. What is `'mine'` may come to be anything. */
function isWithin(reach: Limit, outer: readonly Limit[]): boolean {
  if (outer.includes(undefined)) return true;
  if (reach === undefined) return false;
  if (outer.includes('any')) return true;
  const ids = new Set(outer.flatMap((each) => each ?? []));
  return typeof reach === 'object' && reach.every((id) => ids.has(id));
}
