// One pipeline, in the order of the laws: bundles, overrides, umbrellas, options, one canonical order.
import type { Catalog, CatalogDefinition, GrantSpec, PermissionDefinition } from '../model/catalog.js';
import { type Grant, type GrantSet, grantSetFormat, type Provenance } from '../model/grant.js';
import type { Member, Override } from '../model/member.js';
import type { Subject } from '../model/subject.js';
import { byProvenance, compareText, grantKey } from './canonical.js';
import { mergeValues } from './values.js';
import { cutTimes, outside, spans } from './window.js';

/** What a resolved set is stamped with. */
export interface ResolveOptions {
  /** Grows with every change; 0 unless told. */
  readonly revision?: number;
  /** In milliseconds since 1970; 0 unless told. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}

/**
 * What a member effectively holds: baseline, roles and packages united, overrides in their place (law 7),
 * umbrellas and options opened (law 6), each grant with where it came from. The same member gives the same set,
 * in whatever order its lists are (law 2).
 */
export function resolveGrants<C extends CatalogDefinition>(
  catalog: Catalog<C>,
  member: Member,
  { revision = 0, issuedAt = 0, expiresAt }: ResolveOptions = {},
): GrantSet {
  return {
    format: grantSetFormat,
    catalog: catalog.id,
    subject: subjectOf(member),
    revision,
    issuedAt,
    ...(expiresAt !== undefined && { expiresAt }),
    grants: effectiveGrants(catalog, member),
  };
}

/** The part of a member that travels in a grant set. */
export function subjectOf({ id, tenant, roles, extensions, memberships, plan, licenses }: Member): Subject {
  return { id, tenant, roles, extensions, memberships, licenses, ...(plan !== undefined && { plan }) };
}

function effectiveGrants(catalog: CatalogDefinition, member: Member): Grant[] {
  const overrides = groupOverrides(member.overrides);
  const replaced = (grant: Grant) => outside(grant, overrides.get(grant.permission) ?? []);
  const own = member.overrides.map((override): Grant => ({ ...override, from: 'member' }));
  const given = bundled(catalog, member).flatMap(replaced);
  const direct = openUmbrellas(catalog, [...given, ...own], replaced);
  return canonical(openUmbrellas(catalog, [...direct, ...openOptions(catalog, direct, replaced)], replaced));
}

function groupOverrides(overrides: readonly Override[]): Map<string, Override[]> {
  const groups = new Map<string, Override[]>();
  for (const each of overrides) groups.set(each.permission, [...(groups.get(each.permission) ?? []), each]);
  return groups;
}

/** What baseline, roles and packages give, before any override. */
function bundled(catalog: CatalogDefinition, member: Member): Grant[] {
  const bundle = (specs: readonly GrantSpec[] | undefined, from: Provenance) =>
    (specs ?? []).map((spec) => grantFrom(spec, from));
  return [
    ...bundle(catalog.baseline, 'baseline'),
    ...member.roles.flatMap((id) => roleGrants(catalog, id)),
    ...member.packages.flatMap((id) => bundle(ownEntry(catalog.packages, id)?.grants, `package:${id}`)),
  ];
}

function ownEntry<T>(table: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return table && Object.hasOwn(table, id) ? table[id] : undefined;
}

/** What one role gives by itself. */
export function roleGrants(catalog: CatalogDefinition, id: string): Grant[] {
  const role = ownEntry(catalog.roles, id);
  const from: Provenance = `role:${id}`;
  const all = role?.unrestricted
    ? Object.entries(catalog.permissions).flatMap(([permission, definition]) =>
        unrestricted(permission, definition, from),
      )
    : [];
  return [...all, ...(role?.grants ?? []).map((spec) => grantFrom(spec, from))];
}

function grantFrom(spec: GrantSpec, from: Provenance): Grant {
  return typeof spec === 'string' ? { permission: spec, effect: 'allow', from } : { effect: 'allow', ...spec, from };
}

/** The most that a permission can give; no duty. */
function unrestricted(permission: string, definition: PermissionDefinition, from: Provenance): Grant[] {
  const grant = { permission, effect: 'allow', from } as const;
  switch (definition.kind) {
    case 'right':
      return [definition.on === undefined ? grant : { ...grant, scope: 'all' }];
    case 'choice':
      return [{ ...grant, value: definition.options.at(-1)?.id ?? definition.default }];
    case 'number':
      return [
        {
          ...grant,
          value: definition.unlimited ? 'unlimited' : definition.merge === 'min' ? definition.min : definition.max,
        },
      ];
    case 'duty':
      return [];
  }
}

type Replaced = (grant: Grant) => Grant[];

/**
 * Adds what umbrellas open, with the umbrella's window and, unless declared otherwise, its scope. An umbrella
 * that is itself denied opens nothing while the deny is in force: half an umbrella cannot be carried along.
 */
function openUmbrellas(catalog: CatalogDefinition, grants: readonly Grant[], replaced: Replaced): Grant[] {
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

/** Adds the rights that come with the option that each choice is set to, for as long as it is set so. */
function openOptions(catalog: CatalogDefinition, grants: readonly Grant[], replaced: Replaced): Grant[] {
  return Object.entries(catalog.permissions).flatMap(([id, definition]) => {
    if (definition.kind !== 'choice' || !definition.options.some((option) => option.grants)) return [];
    const own = grants.filter((grant) => grant.permission === id && !grant.conditional);
    return cutTimes(own).flatMap((window) => {
      const inForce = own.filter((grant) => spans(grant, window));
      const chosen = mergeValues(definition, inForce);
      const via = inForce.find((grant) => grant.value === chosen)?.from ?? 'baseline';
      const opened = (definition.options.find((option) => option.id === chosen)?.grants ?? []).map((spec): Grant => ({
        ...grantFrom(spec, `implied:${id}`),
        via,
        ...window,
      }));
      return via === 'member' ? opened : opened.flatMap(replaced);
    });
  });
}

/** One order and one copy of each, so that equal members have equal sets. */
function canonical(grants: readonly Grant[]): Grant[] {
  const keyed = new Map(grants.map((grant) => [grantKey(grant), grant]));
  return [...keyed.values()].sort((a, b) => compareText(a.permission, b.permission) || byProvenance(a, b));
}
