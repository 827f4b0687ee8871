import type { Catalog } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import { opensOf } from '../../model/permissionOf.js';
import { grantKey } from '../decide/canonical.js';
import { narrowing } from './narrowing.js';
import { openGrants } from './openGrants.js';
import { effectiveGrants, subjectOf } from './effectiveGrants.js';

const known = new WeakMap<Catalog['permissions'], boolean>();

/** Whether something opens more once a plan or a licence has been bought; worked out once for each catalog. */
export function opensWhenBought({ permissions }: Catalog): boolean {
  const opensMore =
    known.get(permissions) ??
    Object.values(permissions).some(
      (permission) => (permission.plans ?? permission.licenses) !== undefined && opensOf(permission).length > 0,
    );
  known.set(permissions, opensMore);
  return opensMore;
}

/** The grants that a member would hold with every plan and licence. */
export function ungatedGrants(catalog: Catalog, member: Member): Pick<GrantSet, 'subject' | 'grants'> {
  return { subject: subjectOf(member), grants: effectiveGrants(catalog, member, {}) };
}

/** The same where only the grant set is known: without what an own setting has narrowed. */
export function ungatedSet(catalog: Catalog, set: GrantSet): GrantSet {
  const before = new Set(set.grants.map(grantKey));
  const narrow = narrowing(catalog, set.subject);
  const narrowed = new Set(set.grants.filter(({ from }) => from === 'member').map(({ permission }) => permission));
  return {
    ...set,
    grants: openGrants(catalog, set.grants, { subject: set.subject, ungated: true, narrow })
      .filter((grant) => before.has(grantKey(grant)) || !narrowed.has(grant.permission))
      .map(narrow),
  };
}
