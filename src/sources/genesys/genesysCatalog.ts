import type { Catalog, PermissionDefinition } from '../../model/catalog.js';
import { checkCatalog } from '../../model/defineCatalog.js';
import { nameOf, slug } from '../adapter/nameOf.js';
import { wordsOf } from '../adapter/wordsOf.js';
import { type GenesysPermission, readGenesysPermissions } from './readGenesys.js';

/**
 * A catalog of everything that can be granted, from Genesys Cloud's own list: `routing:queue:view` is
 * `routing.queue.view`, asked about a record with a `division`, or a plain toggle where divisions do not matter.
 * An id that cannot be part of a name is left out. Throws a SourceError ('malformed') that names the path.
 */
export function genesysCatalog(permissions: unknown, { id = 'genesys' }: { readonly id?: string } = {}): Catalog {
  const read = readGenesysPermissions(permissions).flatMap((permission) => {
    const name = genesysName(permission);
    return name === undefined ? [] : [{ name, permission }];
  });
  return checkCatalog({
    id,
    label: 'Genesys Cloud',
    dimensions: { division: { label: 'Division' } },
    resources: { entity: { label: 'Anything in a division', dimensions: { division: 'division.id' } } },
    sections: Object.fromEntries(
      read.map(({ permission: { domain } }) => [sectionOf(domain), { label: wordsOf(domain) }]),
    ),
    permissions: Object.fromEntries(read.map(({ name, permission }) => [name, definitionOf(permission)])),
    roles: {},
  });
}

/** The name of a permission in a catalog, or `undefined` where its words cannot be one. */
export function genesysName({
  domain,
  entity,
  action,
}: Pick<GenesysPermission, 'domain' | 'entity' | 'action'>): string | undefined {
  const area = /^[A-Za-z][\w-]*$/.test(domain) ? nameOf(domain, entity) : undefined;
  return area === undefined ? undefined : nameOf(area, action);
}

function sectionOf(domain: string): string {
  return slug('domain', domain);
}

function definitionOf({ domain, entity, action, label, divisionAware }: GenesysPermission): PermissionDefinition {
  return {
    kind: 'right',
    label: label ?? `${wordsOf(entity)}: ${wordsOf(action).toLowerCase()}`,
    section: sectionOf(domain),
    ...(divisionAware && { on: 'entity' }),
  };
}
