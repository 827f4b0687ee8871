import type { CatalogDefinition } from '../model/catalog.js';
import type { Grant } from '../model/grant.js';
import { ownEntry } from './bundles.js';
import { grantKey } from './canonical.js';
import { outside } from './window.js';

/** What is left of a grant beside a member's overrides. */
export type Replaced = (grant: Grant) => Grant[];

/**
 * Adds what umbrellas open, with the umbrella's window and, unless declared otherwise, its scope. An umbrella
 * that is itself denied opens nothing while the deny is in force: half an umbrella cannot be carried along.
 */
export function openUmbrellas(catalog: CatalogDefinition, grants: readonly Grant[], replaced: Replaced): Grant[] {
  const denies = grants.filter((grant) => grant.effect === 'deny');
  const result = new Map(grants.map((grant) => [grantKey(grant), grant]));
  const queue = [...grants];
  for (let grant = queue.pop(); grant; grant = queue.pop()) {
    for (const opened of openedBy(catalog, grant, denies)) {
      // What a member's own umbrella opens stands beside its overrides; what roles and packages open gives way.
      for (const implied of opened.via === 'member' ? [opened] : replaced(opened)) {
        const key = grantKey(implied);
        if (result.has(key)) continue;
        result.set(key, implied);
        queue.push(implied);
      }
    }
  }
  return [...result.values()];
}

function openedBy(catalog: CatalogDefinition, grant: Grant, denies: readonly Grant[]): Grant[] {
  const definition = ownEntry(catalog.permissions, grant.permission);
  if (grant.effect === 'deny' || definition?.kind !== 'right' || !definition.implies) return [];
  const pieces = outside(
    grant,
    denies.filter((deny) => deny.permission === grant.permission),
  );
  return pieces.flatMap((piece) =>
    (definition.implies ?? []).map((one) =>
      impliedGrant(
        catalog,
        piece,
        typeof one === 'string' ? one : one.permission,
        typeof one === 'string' ? piece.scope : one.scope,
      ),
    ),
  );
}

function impliedGrant(catalog: CatalogDefinition, umbrella: Grant, permission: string, scope: Grant['scope']): Grant {
  const target = ownEntry(catalog.permissions, permission);
  const scoped = target?.kind === 'right' && target.on !== undefined;
  const { startsAt, endsAt, conditional } = umbrella;
  return {
    permission,
    effect: 'allow',
    from: `implied:${umbrella.permission}`,
    via: umbrella.via ?? umbrella.from,
    ...(scoped && scope !== undefined && { scope }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(conditional && { conditional }),
  };
}
