import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../../src/model/catalog.js';
import type { Grant } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { plain, restricted } from './referenceGrants.js';
import { reachesAnything } from './witnesses.js';

/**
 * All that a member may hand out beside what it holds (law 11): what its roles say, every setting for who has no
 * limit, and what these open. Plans and licences are not looked at.
 */
export function referenceGives(catalog: CatalogDefinition, member: Member): readonly Grant[] {
  const roles = Object.entries(catalog.roles).filter(([id]) => member.roles.includes(id));
  return roles.flatMap(([id, { gives = [], unrestricted }]) => {
    const given = [...gives, ...(unrestricted ? settings(catalog) : [])];
    const opened = given.flatMap((spec) =>
      withOpened(catalog, member, { ...plain(spec), from: 'baseline', source: `role:${id}` }),
    );
    return opened.map((grant) => restricted(catalog, member, grant));
  });
}

type Given = Grant & { readonly source: string };

function withOpened(catalog: CatalogDefinition, member: Member, grant: Given): readonly Given[] {
  const definition = new Map(Object.entries(catalog.permissions)).get(grant.permission);
  const opened = definition === undefined ? [] : openedBy(catalog, member, grant, definition);
  return [grant, ...opened.flatMap((one) => withOpened(catalog, member, one))];
}

function openedBy(
  catalog: CatalogDefinition,
  member: Member,
  grant: Given,
  definition: PermissionDefinition,
): readonly Given[] {
  const rest = {
    from: 'baseline',
    source: grant.source,
    ...(grant.conditional && ({ conditional: true } as const)),
  } as const;
  if (definition.kind === 'choice') {
    // Who may set it to an option may set it to every lesser one.
    const ids = definition.options.map(({ id }) => id);
    const lesser = definition.options.slice(0, ids.indexOf(String(grant.value)) + 1);
    return lesser.flatMap(({ grants = [] }) => grants.map((spec) => ({ ...plain(spec), ...rest })));
  }
  if (definition.kind !== 'right' || !reachesAnything(catalog, member, restricted(catalog, member, grant))) return [];
  return (definition.implies ?? []).map((implied): Given => {
    const permission = typeof implied === 'string' ? implied : implied.permission;
    const target = catalog.permissions[permission];
    const isScoped = target?.kind === 'right' && target.on !== undefined;
    const scope = typeof implied === 'string' ? grant.scope : implied.scope;
    return { permission, effect: 'allow', ...rest, ...(isScoped && scope !== undefined && { scope }) };
  });
}

function settings(catalog: CatalogDefinition): readonly GrantSpec[] {
  return Object.entries(catalog.permissions).flatMap(([permission, definition]): readonly GrantSpec[] => {
    if (!definition.setting) return [];
    switch (definition.kind) {
      case 'right':
        return [{ permission, scope: 'all' }];
      case 'duty':
        return [{ permission, value: false }];
      case 'choice':
        return definition.options.map(({ id }) => ({ permission, value: id }));
      case 'number':
        return [definition.min, definition.max ?? 'unlimited', ...(definition.unlimited ? ['unlimited'] : [])].map(
          (value) => ({ permission, value }),
        );
    }
  });
}
