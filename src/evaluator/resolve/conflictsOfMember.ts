import type { CatalogDefinition } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';
import { type Conflicting, conflictsAmong } from './conflicts.js';
import { effectiveGrants } from './effectiveGrants.js';
import { narrowing } from './narrowing.js';

/** The conflicting rights that a member holds together; none of them takes effect. */
export function conflictsOfMember(catalog: CatalogDefinition, member: Member): readonly Conflicting[] {
  const wanted = new Set(catalog.conflicts?.flatMap(({ permissions }) => permissions));
  if (wanted.size === 0) return [];
  const grants = effectiveGrants(catalog, member, { subject: member, wanted, withConflicts: true });
  // They are narrowed already.
  return conflictsAmong(catalog, grants, { subject: member, narrow: narrowing(catalog, member) });
}
