import type { CatalogDefinition, PermissionDefinition } from '../../model/catalog.js';
import type { Grant, Provenance } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { grantKey } from '../decide/canonical.js';
import { type Holdings, holdingsOf } from '../resolve/holdings.js';
import { narrowing } from '../resolve/narrowing.js';
import { openGrants } from '../resolve/openGrants.js';
import { bundle, mostOf, ownEntry } from '../resolve/roleGrants.js';

/**
 * What somebody may hand out beside what it holds (law 11): what its roles say in `gives`, and where one is without
 * limit every setting at any value, with all that these open. Plans and licences are not looked at.
 */
export function givesOf(catalog: CatalogDefinition, subject: Subject): Holdings {
  const given = subject.roles.flatMap((id) => givenBy(catalog, id));
  const narrow = narrowing(catalog, subject);
  const opened = openGrants(catalog, withOptions(catalog, given), {
    subject,
    narrow,
    ungated: true,
    withoutOptions: true,
  });
  return holdingsOf(catalog, subject, opened.map(narrow));
}

function givenBy(catalog: CatalogDefinition, id: string): readonly Grant[] {
  const role = ownEntry(catalog.roles, id);
  const from: Provenance = `role:${id}`;
  const settings = role?.unrestricted ? Object.entries(catalog.permissions) : [];
  return [
    ...settings.flatMap(([permission, definition]) => anyOf(permission, definition, from)),
    ...bundle(role?.gives, from).filter(({ effect }) => effect === 'allow'),
  ];
}

function anyOf(permission: string, definition: PermissionDefinition, from: Provenance): readonly Grant[] {
  if (!definition.setting) return [];
  return definition.kind === 'duty'
    ? [{ permission, effect: 'allow', value: false, from }]
    : mostOf(permission, definition, from);
}

/** Who may set a choice to an option may set it to each lesser one, with all that comes with these. */
function withOptions({ permissions }: CatalogDefinition, given: readonly Grant[]): readonly Grant[] {
  const found = new Map(given.map((grant) => [grantKey(grant), grant]));
  // A map is walked in the order in which it grows: with an option of one choice may come an option of another.
  for (const { permission, value, from, conditional } of found.values()) {
    const choice = ownEntry(permissions, permission);
    if (choice?.kind !== 'choice') continue;
    const upTo = choice.options.slice(0, choice.options.findIndex(({ id }) => id === value) + 1);
    for (const spec of upTo.flatMap(({ grants }) => bundle(grants, from))) {
      const grant = conditional ? { ...spec, conditional } : spec;
      found.set(grantKey(grant), grant);
    }
  }
  return [...found.values()];
}
