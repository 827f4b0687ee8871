import type { Catalog } from '../../model/catalog.js';
import { grantSetFormat } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import { ownEntry } from '../resolve/roleGrants.js';
import { createEvaluator, type Evaluator, type EvaluatorOptions } from '../decide/createEvaluator.js';
import { effectiveGrants, subjectOf } from '../resolve/effectiveGrants.js';

/** Evaluates what a member holds of one permission and of all that it requires; of others it knows nothing. */
export function evaluatorFor(
  catalog: Catalog,
  member: Member,
  permission: string,
  options: EvaluatorOptions,
): Evaluator {
  const grants = effectiveGrants(catalog, member, { subject: member, wanted: withRequired(catalog, [permission]) });
  const set = {
    format: grantSetFormat,
    catalog: catalog.id,
    subject: subjectOf(member),
    revision: 0,
    issuedAt: 0,
    grants,
  } as const;
  return createEvaluator(catalog, set, options);
}

/** Some permissions and their prerequisites, and theirs (law 6). */
export function withRequired({ permissions }: Catalog, wanted: Iterable<string>): ReadonlySet<string> {
  const found = new Set(wanted);
  // A set is walked in the order in which it grows.
  for (const id of found) for (const other of ownEntry(permissions, id)?.requires ?? []) found.add(other);
  return found;
}
