import type { Catalog, GrantSpec } from 'hookswitch/core';

import { type Example, literal } from './Example.js';

/**
 * An example under a provider of its own: the part of a catalog that these grants speak of, and a member who has them.
 * Without grants the source has not answered yet.
 */
export function underProvider(
  { id, ...catalog }: Catalog,
  grants: readonly Exclude<GrantSpec, string>[] | undefined,
  { imports, setup = [], view, ...rest }: Example,
): Example {
  const permissions = closure(
    catalog,
    (grants ?? []).map(({ permission }) => permission),
  );
  const resources = pick(
    catalog.resources,
    Object.values(permissions).map((permission) => ('on' in permission ? permission.on : undefined)),
  );
  const dimensions = pick(
    catalog.dimensions,
    Object.values(resources).flatMap((resource) => Object.keys(resource.dimensions)),
  );
  const definition = {
    id,
    dimensions,
    resources,
    permissions,
    roles: { agent: { label: 'Agent', grants: grants ?? [] } },
  };
  const member = { id: 'ada', tenant: 'harbour', roles: ['agent'], extensions: ['100'], memberships: {}, licenses: [] };
  const source = grants
    ? `staticSource({\n  catalog,\n  member: ${literal({ ...member, packages: [], overrides: [] }).replaceAll('\n', '\n  ')},\n})`
    : `pushSource('phone'); // nothing was pushed yet`;
  return {
    ...rest,
    imports: {
      ...imports,
      hookswitch: ['PermissionProvider', ...(imports['hookswitch'] ?? [])],
      'hookswitch/core': ['defineCatalog', ...(imports['hookswitch/core'] ?? [])],
      'hookswitch/sources': [grants ? 'staticSource' : 'pushSource'],
    },
    setup: [
      `const catalog = defineCatalog(${literal(definition)});`,
      `const source = ${source}${grants ? ';' : ''}`,
      ...setup,
    ],
    view: `<PermissionProvider catalog={catalog} source={source}>\n${view.replace(/^/gm, '  ')}\n</PermissionProvider>`,
  };
}

/** What these permissions ask of others stays in the catalog as well. */
function closure({ permissions }: Pick<Catalog, 'permissions'>, ids: readonly string[]): Catalog['permissions'] {
  const found = new Set<string>();
  const add = (id: string | undefined) => {
    const spec = id === undefined ? undefined : permissions[id];
    if (id === undefined || !spec || found.has(id)) return;
    found.add(id);
    for (const other of spec.requires ?? []) add(other);
    if ('consent' in spec) add(spec.consent);
  };
  ids.forEach(add);
  return pick(permissions, [...found]);
}

function pick<T>(all: Readonly<Record<string, T>>, ids: readonly (string | undefined)[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)));
}
