import type { Grant, GrantSet } from '../model/grant.js';
import { compareText, grantKey } from './canonical.js';

/** What changed of one permission between two grant sets. */
export interface GrantChange {
  readonly permission: string;
  readonly gained: readonly Grant[];
  readonly lost: readonly Grant[];
}

/** What one grant set has that another has not, by permission; empty where they grant the same. */
export function diffGrants(before: Pick<GrantSet, 'grants'>, after: Pick<GrantSet, 'grants'>): readonly GrantChange[] {
  const [old, next] = [keyed(before.grants), keyed(after.grants)];
  const lost = [...old].filter(([key]) => !next.has(key)).map(([, grant]) => grant);
  const gained = [...next].filter(([key]) => !old.has(key)).map(([, grant]) => grant);
  const permissions = [...new Set([...lost, ...gained].map((grant) => grant.permission))].sort(compareText);
  const of = (grants: readonly Grant[], permission: string) =>
    grants.filter((grant) => grant.permission === permission);
  return permissions.map((permission) => ({ permission, gained: of(gained, permission), lost: of(lost, permission) }));
}

function keyed(grants: readonly Grant[]): Map<string, Grant> {
  return new Map(grants.map((grant) => [grantKey(grant), grant]));
}
