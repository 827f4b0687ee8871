import { ungatedGrants } from '../evaluator/resolve/ungated.js';
import { groupByPermission } from '../model/permissionOf.js';
import { createEvaluator, type Evaluator } from '../evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../model/catalog.js';
import type { Grant } from '../model/grant.js';
import type { Member } from '../model/member.js';

/** The effective grants of one member, ready to be asked. */
export interface Resolved {
  readonly may: Evaluator;
  readonly grantsOf: (permission: string) => readonly Grant[];
}

/** Resolves members on first sight and remembers the last ones seen. */
export interface Resolver {
  /** The catalog as the organisation has it now. */
  readonly catalog: Catalog;
  /** Before the organisation changed any role. */
  readonly base: Catalog;
  readonly now: number;
  readonly resolve: (member: Member) => Resolved;
  /** The member without its own override of one permission: what it would inherit. */
  readonly resolveWithout: (member: Member, permission: string) => Resolved;
  /** The grants of a role, before any plan or licence is checked. */
  readonly grantsOfRole: (role: string) => (permission: string) => readonly Grant[];
}

/** The most members that are kept: those of a large screen, several times over. */
const mostKept = 400;

/**
 * INVARIANT: nothing is kept for members that are not looked at, so memory does not grow with the organisation.
 * A member object is one revision of a member: it is never changed, so it can be the key. `onChangeAt` hears when
 * something of a member changes with time alone.
 */
export function createResolver(
  catalog: Catalog,
  base: Catalog,
  now: number,
  onChangeAt?: (moment: number | undefined) => void,
): Resolver {
  const kept = new Map<Member, Resolved>();
  const roles = new Map<string, ReturnType<typeof byPermission>>();
  const resolve = (member: Member): Resolved => {
    const known = kept.get(member);
    if (known) {
      // Looked at again: to the young end.
      kept.delete(member);
      kept.set(member, known);
      return known;
    }
    const made = resolved(catalog, member, now);
    kept.set(member, made);
    onChangeAt?.(made.may.nextChangeAt);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest) kept.delete(oldest);
    return made;
  };
  return {
    catalog,
    base,
    now,
    resolve,
    resolveWithout: (member, permission) =>
      member.overrides.some((override) => override.permission === permission)
        ? resolved(catalog, without(member, permission), now)
        : resolve(member),
    grantsOfRole(role) {
      const known = roles.get(role) ?? byPermission(grantsOfRole(catalog, role));
      roles.set(role, known);
      return known;
    },
  };
}

/** The grants of one role by itself: those of a person of whom only the role is known. */
export function grantsOfRole(catalog: Catalog, role: string): readonly Grant[] {
  const lists = { extensions: [], licenses: [], packages: [], overrides: [] };
  return ungatedGrants(catalog, { id: `role:${role}`, tenant: '', roles: [role], memberships: {}, ...lists }).grants;
}

function without(member: Member, permission: string): Member {
  return { ...member, overrides: member.overrides.filter((override) => override.permission !== permission) };
}

function resolved(catalog: Catalog, member: Member, now: number): Resolved {
  const may = createEvaluator(catalog, resolveGrants(catalog, member), { now });
  return { may, grantsOf: byPermission(may.grantSet.grants) };
}

const none: readonly Grant[] = [];

function byPermission(grants: readonly Grant[]): (permission: string) => readonly Grant[] {
  const groups = groupByPermission(grants);
  return (permission) => groups.get(permission) ?? none;
}
