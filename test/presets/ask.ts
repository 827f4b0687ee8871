import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog, CatalogDefinition } from '../../src/model/catalog.js';
import type { Member, Override } from '../../src/model/member.js';

/** One of some members; a name that nobody has would be a test that asks about nobody. */
export function memberOf(members: readonly Member[], id: string): Member {
  const member = members.find((each) => each.id === id);
  if (!member) throw new Error(`There is no ${id} among these members, so this test asks about nobody.`);
  return member;
}

/** What a member may do, at the beginning of time. */
export function mayOf<C extends CatalogDefinition>(catalog: Catalog<C>, member: Member): Evaluator<C> {
  return createEvaluator(catalog, resolveGrants(catalog, member), { now: 0 });
}

/** A member that was given more. */
export function withOverrides(member: Member, ...more: readonly Override[]): Member {
  return { ...member, overrides: [...member.overrides, ...more] };
}

/** A member with nothing but what is told. */
export function person(of: Partial<Member>): Member {
  return {
    id: 'someone',
    tenant: 'acme',
    roles: [],
    extensions: [],
    memberships: {},
    licenses: [],
    packages: [],
    overrides: [],
    ...of,
  };
}
