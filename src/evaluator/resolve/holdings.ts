import type { CatalogDefinition, PermissionDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { ownEntry } from './roleGrants.js';
import { type Clause, clauseOf } from '../decide/reachOf.js';
import { type Cover, coverOf, isNothing, type Uncovered, uncoveredOf } from '../decide/coverage.js';
import { spans } from '../decide/timeWindow.js';

/** One grant, and how far it reaches for its subject. */
export interface Held {
  readonly grant: Grant;
  readonly clause: Clause;
}

/** Everything that is held of one right, ready to be compared. */
export interface HeldRight {
  readonly allows: readonly Held[];
  readonly denies: readonly Held[];
  /** The rest of a claim beside the allows that hold for as long and as surely. */
  readonly allowed: HeldCover;
  /** Whether all that a deny holds back is held back by these denies as well, for as long and as surely. */
  readonly isStillDenied: (deny: Held) => boolean;
}

type HeldCover = (one: Held, uncovered: Uncovered) => Uncovered;

/** All that somebody holds, by permission. */
export interface Holdings {
  readonly subject: Subject;
  readonly permissions: Iterable<string>;
  readonly grantsOf: (permission: string) => readonly Grant[];
  readonly reachOf: (permission: string) => HeldRight;
}

/** Sorts grants by permission; how far they reach is worked out on the first question about each. */
export function holdingsOf(catalog: CatalogDefinition, subject: Subject, grants: readonly Grant[]): Holdings {
  const groups = groupByPermission(grants);
  const reaches = new Map<string, HeldRight>();
  const grantsOf = (id: string) => groups.get(id) ?? [];
  return {
    subject,
    get permissions() {
      return groups.keys();
    },
    grantsOf,
    reachOf: (id) => {
      const reach = reaches.get(id) ?? reachOf(grantsOf(id).map((grant) => heldOf(catalog, subject, grant)));
      reaches.set(id, reach);
      return reach;
    },
  };
}

function heldOf(catalog: CatalogDefinition, subject: Subject, grant: Grant): Held {
  return {
    grant,
    clause: clauseOf(catalog, subject, grant, isScoped(ownEntry(catalog.permissions, grant.permission))),
  };
}

function isScoped(definition: PermissionDefinition | undefined): boolean {
  return definition?.kind === 'right' && definition.on !== undefined;
}

/** Makes what is held of one right ready to be compared. */
function reachOf(held: readonly Held[]): HeldRight {
  const [allows, denies] = [held.filter((one) => !isDeny(one)), held.filter(isDeny)];
  const covers: { allows?: HeldCover; denies?: HeldCover } = {};
  return {
    allows,
    denies,
    allowed: (one, uncovered) => (covers.allows ??= heldCover(allows))(one, uncovered),
    isStillDenied: (deny) => isNothing((covers.denies ??= heldCover(denies))(deny, uncoveredOf(deny.clause))),
  };
}

/** Whether it takes away rather than gives. */
function isDeny({ grant }: Held): boolean {
  return grant.effect === 'deny';
}

interface Group {
  readonly grant: Grant;
  readonly clauses: Clause[];
  cover?: Cover;
}

function heldCover(held: readonly Held[]): HeldCover {
  const groups = new Map<string, Group>();
  for (const { grant, clause } of held) {
    const key = `${grant.startsAt} ${grant.endsAt} ${grant.conditional}`;
    const group = groups.get(key);
    if (group) group.clauses.push(clause);
    else groups.set(key, { grant, clauses: [clause] });
  }
  return (one, uncovered) => {
    let left = uncovered;
    for (const group of groups.values()) {
      if (!spans(group.grant, one.grant) || (group.grant.conditional && !one.grant.conditional)) continue;
      group.cover ??= coverOf(group.clauses);
      left = group.cover(one.clause, left);
    }
    return left;
  };
}
