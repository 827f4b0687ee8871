import { createEvaluator, type Evaluator } from '../../../evaluator/createEvaluator.js';
import { resolveGrants } from '../../../evaluator/resolveGrants.js';
import type { Catalog } from '../../../model/catalog.js';
import type { Grant } from '../../../model/grant.js';
import type { Member } from '../../../model/member.js';

/** What one member effectively holds, ready to be asked. */
export interface Resolved {
  readonly may: Evaluator;
  readonly grantsOf: (permission: string) => readonly Grant[];
}

/** Resolves members on first sight and remembers the last ones seen. */
export interface Resolver {
  /** As the organisation has it now. */
  readonly catalog: Catalog;
  /** Before the organisation changed any role. */
  readonly base: Catalog;
  readonly now: number;
  readonly resolve: (member: Member) => Resolved;
  /** The member without its own override of one permission: what it would inherit. */
  readonly resolveWithout: (member: Member, permission: string) => Resolved;
}

/** As many as a large screen shows in both directions, several times over. */
const mostKept = 400;

/**
 * INVARIANT: nothing is kept for members that are not looked at, so memory does not grow with the organisation.
 * A member object is one revision of a member: it is never changed, so it can be the key.
 */
export function createResolver(catalog: Catalog, base: Catalog, now: number): Resolver {
  const kept = new Map<Member, Resolved>();
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
  };
}

function without(member: Member, permission: string): Member {
  return { ...member, overrides: member.overrides.filter((override) => override.permission !== permission) };
}

function resolved(catalog: Catalog, member: Member, now: number): Resolved {
  const may = createEvaluator(catalog, resolveGrants(catalog, member), { now });
  const groups = new Map<string, Grant[]>();
  for (const grant of may.grantSet.grants)
    groups.set(grant.permission, [...(groups.get(grant.permission) ?? []), grant]);
  return { may, grantsOf: (permission) => groups.get(permission) ?? [] };
}
