import { groupBy } from '../../base/groupBy.js';
import type { Catalog } from '../../model/catalog.js';
import type { Grant, GrantSet } from '../../model/grant.js';
import type { GrantStamp } from '../adapter/GrantStamp.js';
import { slug } from '../adapter/nameOf.js';
import { setOf } from '../adapter/setOf.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import { genesysName } from './genesysCatalog.js';
import { type GenesysAnswers, type GenesysPolicy, readGenesys } from './readGenesys.js';

/** The catalog that the grants speak of. */
export interface GenesysMeaning extends UntranslatedOptions {
  readonly catalog: Catalog;
}

/**
 * One user's grants, from Genesys Cloud's own answers and the catalog of its permissions: each policy of each role,
 * in the division that the role is held in. `*` opens what the catalog knows there. A policy with a condition is
 * for the server to decide. Throws a SourceError ('malformed') that names the path.
 */
export function genesysGrants(
  answers: GenesysAnswers,
  { catalog, onUntranslated }: GenesysMeaning,
  stamp: GrantStamp = {},
): GrantSet {
  const { user, organization, policies } = readGenesys(answers);
  const roles = [...new Set(policies.map(({ role }) => slug('role', role)))];
  const subject = { id: user, tenant: organization, roles, extensions: [], memberships: {}, licenses: [] };
  const areas = areasOf(catalog);
  return setOf(
    catalog.id,
    subject,
    policies.flatMap((policy) =>
      namesOf(policy, areas, onUntranslated).flatMap((name) => grantOf(catalog, name, policy)),
    ),
    stamp,
  );
}

/** The catalog's permissions by domain: what a wildcard can open. */
function areasOf({ permissions }: Catalog): Map<string, string[]> {
  return groupBy(Object.keys(permissions), (name) => name.split('.', 1)[0] ?? '');
}

function namesOf(
  { domain, entity, actions }: GenesysPolicy,
  areas: ReadonlyMap<string, readonly string[]>,
  onUntranslated: GenesysMeaning['onUntranslated'],
): string[] {
  return actions.flatMap((action) => {
    if (entity !== '*' && action !== '*') {
      const name = genesysName({ domain, entity, action });
      if (name === undefined) {
        onUntranslated?.(`'${domain}:${entity}:${action}' cannot be a name. Nothing is granted by it.`);
      }
      return name ?? [];
    }
    return (areas.get(domain) ?? []).filter((name) => {
      const [, ofEntity, ofAction] = name.split('.');
      return (entity === '*' || entity === ofEntity) && (action === '*' || action === ofAction);
    });
  });
}

function grantOf(catalog: Catalog, permission: string, { role, division, isConditional }: GenesysPolicy): Grant {
  const definition = Object.hasOwn(catalog.permissions, permission) ? catalog.permissions[permission] : undefined;
  // Where divisions do not matter, a role that is held in one of them holds.
  const isToggle = definition?.kind === 'right' && definition.on === undefined;
  const scope = division === undefined || isToggle ? 'all' : { in: { division: [division] } };
  return {
    permission,
    effect: 'allow',
    from: `role:${slug('role', role)}`,
    scope,
    ...(isConditional && { conditional: true }),
  };
}
