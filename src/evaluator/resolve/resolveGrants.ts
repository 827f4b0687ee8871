import type { Catalog, CatalogDefinition } from '../../model/catalog.js';
import { type GrantSet, grantSetFormat } from '../../model/grant.js';
import type { Member } from '../../model/member.js';
import { effectiveGrants, subjectOf } from './effectiveGrants.js';

/** The revision and times of a resolved set. */
export interface ResolveOptions {
  /** Grows with every change. Default: 0. */
  readonly revision?: number;
  /** In milliseconds since 1970. Default: 0. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
  /** The person for whom the member, an agent, acts: the set holds what both may. */
  readonly onBehalfOf?: Member | undefined;
}

/**
 * What a member effectively holds: baseline, roles and packages united, overrides in their place (law 7),
 * umbrellas and options opened (law 6), each grant with where it came from. What packages and overrides give
 * beyond what the member's roles may be given (`grantable`) is left out. The same member gives the same set, in
 * whatever order its lists are (law 2).
 */
export function resolveGrants<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  member: Member,
  { revision = 0, issuedAt = 0, expiresAt, onBehalfOf }: ResolveOptions = {},
): GrantSet {
  return {
    format: grantSetFormat,
    catalog: catalog.id,
    subject: subjectOf(member),
    revision,
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
    grants: effectiveGrants(catalog, member, { subject: member }),
    ...(onBehalfOf && {
      onBehalfOf: {
        subject: subjectOf(onBehalfOf),
        grants: effectiveGrants(catalog, onBehalfOf, { subject: onBehalfOf }),
      },
    }),
  };
}
