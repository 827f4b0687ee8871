// Random members and records of the five systems.
import type { Catalog, PermissionDefinition, ResourceDefinition } from '../../src/model/catalog.js';
import type { MemberEdit } from '../../src/model/edit.js';
import type { GrantValue } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import type { Reach, Reaches, Scope } from '../../src/model/scope.js';
import { type Draw, once, pick, several, some } from '../reference/generators/draw.js';
import { person } from './ask.js';

/** Ids that a dimension may hold. */
export const idsOf = (catalog: Catalog, dimension: string): readonly string[] =>
  dimension === 'role'
    ? Object.keys(catalog.roles)
    : (catalog.dimensions[dimension]?.values?.map(({ id }) => id) ?? ['a', 'b']);

function drawScope(draw: Draw, catalog: Catalog, { owner, dimensions }: ResourceDefinition): Scope {
  // Of what nothing is anybody's own, own is no reach at all.
  const canBeOwn = owner !== undefined || Object.hasOwn(dimensions, 'extension');
  const reach = (ids: readonly string[]): Reach => (once(draw, 4) ? 'any' : once(draw, 3) ? 'mine' : ids);
  const reaches = (n: number, ids: (id: string) => readonly string[]): Reaches =>
    Object.fromEntries(some(draw, Object.keys(dimensions), n).map((id) => [id, reach(ids(id))] as const));
  if (once(draw, 4)) return 'all';
  return {
    ...(once(draw, 4) && { all: true }),
    ...(canBeOwn && once(draw, 3) && { own: true }),
    in: reaches(2, (id) => some(draw, idsOf(catalog, id), 2)),
    ...(once(draw, 4) && { within: reaches(3, (id) => some(draw, idsOf(catalog, id), 2)) }),
  };
}

function drawValue(draw: Draw, definition: Exclude<PermissionDefinition, { kind: 'right' }>): GrantValue {
  switch (definition.kind) {
    case 'choice':
      return pick(draw, definition.options).id;
    case 'number':
      return pick(draw, [
        definition.min,
        definition.default,
        Math.ceil((definition.max ?? 1_000) / 2),
        definition.max ?? 'unlimited',
      ]);
    case 'duty':
      return once(draw, 2);
  }
}

/** What an administrator may try to set for a member. */
export function drawSetting(draw: Draw, catalog: Catalog): MemberEdit & { op: 'set' } {
  const [permission, definition] = pick(draw, Object.entries(catalog.permissions));
  const window = once(draw, 3) ? { startsAt: pick(draw, [0, 12]) } : {};
  const end = once(draw, 3) ? { endsAt: pick(draw, [12, 20]) } : {};
  const effect = once(draw, 5) ? 'deny' : 'allow';
  const base = { op: 'set', permission, effect, ...window, ...end } as const;
  if (definition.kind !== 'right')
    return { ...base, ...(effect === 'allow' && { value: drawValue(draw, definition) }) };
  const resource = definition.on === undefined ? undefined : catalog.resources[definition.on];
  return resource ? { ...base, scope: drawScope(draw, catalog, resource) } : base;
}

/** Somebody with these roles, and with settings that an administrator may have made or not. */
export function drawMember(draw: Draw, catalog: Catalog, id: string, roles: readonly string[]): Member {
  const memberships = Object.keys(catalog.dimensions).map((each) => [each, some(draw, idsOf(catalog, each), 2)]);
  const overrides = several(draw, 0, 6, () => drawSetting(draw, catalog)).map(({ op: _, ...override }) => override);
  return person({
    id,
    roles,
    extensions: some(draw, ['a', 'b'], 2),
    memberships: Object.fromEntries(memberships),
    overrides,
    licenses: some(draw, Object.keys(catalog.licenses ?? {}), 2),
    ...(catalog.plans && { plan: pick(draw, Object.keys(catalog.plans)) }),
    packages: some(draw, Object.keys(catalog.packages ?? {}), 4),
  });
}

type Path = readonly string[];

function at(path: Path, value: unknown): object {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : at(rest, value) };
}

/** A record of a type, of one of these owners or of nobody. */
export function drawRecord(
  draw: Draw,
  catalog: Catalog,
  resource: ResourceDefinition,
  owners: readonly string[],
): object {
  const field = (name: unknown, value: unknown) => (typeof name === 'string' ? at(name.split('.'), value) : {});
  const parts = Object.entries(resource.dimensions).map(([id, name]) =>
    once(draw, 4)
      ? {}
      : field(name, once(draw, 3) ? some(draw, idsOf(catalog, id), 2) : pick(draw, idsOf(catalog, id))),
  );
  const owner = once(draw, 2) ? field(resource.owner, pick(draw, owners)) : {};
  const consents = once(draw, 4) ? {} : field(resource.consents, some(draw, consentsOf(catalog), 2));
  return [...parts, owner, consents].reduce<object>((record, part) => ({ ...record, ...part }), {});
}

function consentsOf({ permissions }: Catalog): readonly string[] {
  return Object.values(permissions).flatMap((each) => (each.kind === 'right' ? (each.consent ?? []) : []));
}
