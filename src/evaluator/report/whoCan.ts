import type { Catalog, CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import type { EvaluatorOptions } from '../decide/createEvaluator.js';
import { evaluatorFor } from './evaluatorFor.js';

/** Somebody who may, and the grant by which they may. */
export interface Holder {
  readonly member: Member;
  readonly by: Grant;
}

/**
 * Everybody who may do this to that, in the order of `members`. The record is left out for a right that is not
 * asked about records.
 *
 * ```ts
 * whoCan(catalog, 'recordings.play', recording, members, { now: Date.now() });
 * ```
 */
export function whoCan<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  permission: string,
  record: object | undefined,
  members: readonly Member[],
  options: EvaluatorOptions,
): readonly Holder[] {
  const plain: Catalog = catalog;
  return members.flatMap((member) => {
    const decision = evaluatorFor(plain, member, permission, options).check(permission, record);
    return decision.status === 'allowed' ? [{ member, by: decision.by }] : [];
  });
}
