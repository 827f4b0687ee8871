import type { Catalog, CatalogDefinition, PermissionDefinition } from '../../model/catalog.js';
import { checkCatalog } from '../../model/defineCatalog.js';
import { nameOf, slug } from '../adapter/nameOf.js';
import { wordsOf } from '../adapter/wordsOf.js';
import { type Feature, readRingcentral, type RingcentralProfile, type RingcentralRights } from './readRingcentral.js';
import { sectionOf, sections } from './sections.js';
import { callPermissions, extensionRights, extensionScopes, otherTypes, userTypes } from './vocabulary.js';

/** Where RingCentral's own records (call log, extension, party of a session) keep what reach is limited by. */
const places = {
  dimensions: {
    extension: { label: 'Extension' },
    queue: { label: 'Call queue' },
    extensionNumber: { label: 'Extension number' },
    number: { label: 'Phone number' },
    extensionType: {
      label: 'Type of extension',
      values: [...userTypes, ...otherTypes].map((id) => ({ id, label: wordsOf(id) })),
    },
  },
  resources: {
    extension: {
      label: 'Extension or call queue',
      // A queue is an extension of its own type, with an id of the same kind; a grant says which of the two it means.
      dimensions: { extension: 'id', queue: 'id', extensionNumber: 'extensionNumber', extensionType: 'type' },
    },
    call: {
      label: 'Call',
      dimensions: {
        extension: ['extension.id', 'extensionId', 'from.extensionId', 'to.extensionId'],
        extensionNumber: ['extension.extensionNumber', 'from.extensionNumber', 'to.extensionNumber'],
        number: ['from.phoneNumber', 'to.phoneNumber'],
      },
    },
  },
} as const satisfies Pick<CatalogDefinition, 'dimensions' | 'resources'>;

/**
 * A catalog made from one user's answers: every permission (`permission.ReadCallLog`), every feature
 * (`feature.CallFlip`) with its limits (`feature.HUD.limitMax`), and the rights on other extensions
 * (`extension.callPickup`). A permission about calls is asked about a call's record, another one whose scopes are
 * extensions about an extension's; the rest are plain toggles. An id that cannot be part of a name is left out:
 * nothing is granted by it. Throws a SourceError ('malformed') that names the path.
 */
export function ringcentralCatalog(
  rights: RingcentralRights,
  { id = 'ringcentral' }: { readonly id?: string } = {},
): Catalog {
  const profile = readRingcentral(rights);
  const permissions = new Map([
    ...permissionsOf(profile),
    ...profile.features.flatMap(featureOf),
    ...extensionRights.map(rightOf),
  ]);
  return checkCatalog({
    id,
    label: 'RingCentral',
    ...places,
    sections: sections([...permissions.values()]),
    permissions: Object.fromEntries(permissions),
    roles: Object.fromEntries(
      profile.permissions.flatMap(({ role }) =>
        role === undefined ? [] : [[roleName(role), { label: `Role ${role}` }]],
      ),
    ),
  });
}

/** The name of a role: RingCentral itself has only numbers here. */
export function roleName(id: string): string {
  return slug('role', id);
}

/** The resource type of a permission with these scopes; nothing for a toggle. */
export function resourceOf(id: string, scopes: readonly string[]): keyof typeof places.resources | undefined {
  if (callPermissions.includes(id)) return 'call';
  return scopes.some((scope) => extensionScopes.includes(scope)) ? 'extension' : undefined;
}

type Named = readonly [name: string, definition: PermissionDefinition];

/** The permissions of the profile, and those that a feature says are missing. */
function permissionsOf({ permissions, features }: RingcentralProfile): Named[] {
  // One permission may be held by several roles: all of their scopes say what it is about.
  const held = new Map<string, { scopes: string[]; assignable: boolean }>();
  for (const { id, scopes, assignable } of permissions) {
    const known = held.get(id);
    if (known) known.scopes.push(...scopes);
    else held.set(id, { scopes: [...scopes], assignable });
  }
  for (const { permission } of features) {
    if (permission !== undefined && !held.has(permission)) held.set(permission, { scopes: [], assignable: true });
  }
  return [...held].flatMap(([id, { scopes, assignable }]) => {
    const on = resourceOf(id, scopes);
    return named('permission', id, {
      kind: 'right',
      label: wordsOf(id),
      section: sectionOf('permission', id),
      ...(on && { on }),
      ...(!assignable && { assignable }),
    });
  });
}

function featureOf({ id, permission, limits }: Feature): Named[] {
  const name = nameOf('feature', id);
  if (name === undefined) return [];
  const section = sectionOf('feature', id);
  const needed = permission === undefined ? undefined : nameOf('permission', permission);
  return [
    [name, { kind: 'right', label: wordsOf(id), section, ...(needed !== undefined && { requires: [needed] }) }],
    ...limits.flatMap((limit) =>
      named(name, limit.name, {
        kind: 'number',
        label: `${wordsOf(id)}: ${wordsOf(limit.name)}`,
        section,
        unit: 'count',
        min: 0,
        max: Number.MAX_SAFE_INTEGER,
        default: 0,
        requires: [name],
      }),
    ),
  ];
}

function rightOf(right: string): Named {
  return [`extension.${right}`, { kind: 'right', label: wordsOf(right), section: 'extension-rights', on: 'extension' }];
}

function named(area: string, id: string, definition: PermissionDefinition): Named[] {
  const name = nameOf(area, id);
  return name === undefined ? [] : [[name, definition]];
}
