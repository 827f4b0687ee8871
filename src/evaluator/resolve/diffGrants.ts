import type { Grant, GrantSet } from '../../model/grant.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { compareText, grantKey } from '../decide/canonical.js';

/** The difference of one permission between two grant sets. */
export interface GrantChange {
  readonly permission: string;
  readonly gained: readonly Grant[];
  readonly lost: readonly Grant[];
}

/** Lists the differences of two grant sets, by permission; empty where they grant the same. */
export function diffGrants(before: Pick<GrantSet, 'grants'>, after: Pick<GrantSet, 'grants'>): readonly GrantChange[] {
  const [old, next] = [keyed(before.grants), keyed(after.grants)];
  const lost = [...old].filter(([key]) => !next.has(key)).map(([, grant]) => grant);
  const gained = [...next].filter(([key]) => !old.has(key)).map(([, grant]) => grant);
  const [more, less] = [groupByPermission(gained), groupByPermission(lost)];
  return [...new Set([...less.keys(), ...more.keys()])].sort(compareText).map((permission) => ({
    permission,
    gained: more.get(permission) ?? [],
    lost: less.get(permission) ?? [],
  }));
}

function keyed(grants: readonly Grant[]): Map<string, Grant> {
  return new Map(grants.map((grant) => [grantKey(grant), grant]));
}
