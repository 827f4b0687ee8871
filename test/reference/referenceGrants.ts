import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../../src/model/catalog.js';
import type { Grant, GrantSet } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import type { Reach } from '../../src/model/scope.js';
import { limitingCatalog, mayBeGiven } from './mayBeGiven.js';
import { gated, inForce } from './referenceEvaluator.js';
import { namedIds } from './reach.js';
import { mergedValue } from './referenceValue.js';
import { reachesAnything } from './witnesses.js';

/** A grant before it is known when it holds: what it goes back to, and whether that is the member's own overriding (law 7). */
type Held = Grant & { readonly own: boolean; readonly source: string };

/**
 * What a member effectively holds, one moment at a time: wherever an override begins or ends, everything is
 * worked out anew and given a window that lasts until the next such moment.
 */
export function referenceGrants(catalog: CatalogDefinition, member: Member): GrantSet {
  const { id, tenant, roles, extensions, memberships, plan, licenses } = member;
  const moments = member.overrides.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  const edges = [...new Set(moments)].filter((moment) => moment !== undefined).sort((a, b) => a - b);
  return {
    format: 'hookswitch/grants@1',
    catalog: catalog.id,
    subject: { id, tenant, roles, extensions, memberships, licenses, ...(plan !== undefined && { plan }) },
    revision: 0,
    issuedAt: 0,
    grants: [undefined, ...edges].flatMap((startsAt, i) => {
      const window = {
        ...(startsAt !== undefined && { startsAt }),
        ...(edges[i] !== undefined && { endsAt: edges[i] }),
      };
      return grantsAt(catalog, member, startsAt ?? -Infinity).map((grant) => ({ ...grant, ...window }));
    }),
  };
}

/** What the member holds at one moment. */
function grantsAt(
  catalog: CatalogDefinition,
  member: Member,
  now: number,
  closed: ReadonlySet<string> = new Set(),
): readonly Grant[] {
  const permissions = new Map(Object.entries(catalog.permissions));
  const limiting = limitingCatalog(catalog, member);
  const limits = limiting && grantsAt(limiting, { ...member, packages: [], overrides: [] }, now);
  const isGiven = (grant: Grant) =>
    !isOfSeveral(permissions.get(grant.permission), grant) &&
    (limits === undefined || mayBeGiven(catalog, member, limits, grant));
  const bundled = bundles(catalog, member).filter((grant) => !grant.from.startsWith('package:') || isGiven(grant));
  const overrides = member.overrides
    .filter((override) => inForce(override, now))
    .map(({ startsAt: _, endsAt: __, ...override }): Held => ({
      ...override,
      from: 'member',
      source: 'member',
      own: true,
    }))
    .filter(isGiven);
  const known = new Map<string, readonly Held[]>();

  /** Everything held of one permission: its overrides, or else what is bundled, and what umbrellas open. */
  function heldOf(id: string): readonly Held[] {
    const before = known.get(id);
    if (before) return before;
    const mine = overrides.filter((grant) => grant.permission === id);
    const opened = [...permissions].flatMap(([umbrella, permission]) =>
      opens(permission, id) ? openedBy(umbrella, permission, heldOf(umbrella)).filter((g) => g.permission === id) : [],
    );
    // What can only come with an option is the choice's: whoever sets the choice sets it too.
    const isSettled =
      permissions.get(id)?.assignable === false &&
      overrides.some((grant) => {
        const choice = permissions.get(grant.permission);
        return choice?.kind === 'choice' && opens(choice, id);
      });
    const others = [...(isSettled ? [] : bundled.filter((grant) => grant.permission === id)), ...opened];
    const given = mine.length > 0 ? [...mine, ...opened.filter((grant) => grant.own)] : others;
    const held = [...given, ...(closed.has(id) ? [{ permission: id, ...byConflict }] : [])];
    known.set(id, held);
    return held;
  }

  /** What a right's umbrella or a choice's option gives while it takes effect itself (law 6). */
  function openedBy(id: string, permission: PermissionDefinition, held: readonly Held[]): readonly Held[] {
    const effective = gated(permission, member) === undefined;
    if (permission.kind === 'choice') {
      const option = mergedValue(permission, held, { stale: false, open: effective });
      const specs = permission.options.find((one) => one.id === option)?.grants ?? [];
      const givers = held.filter((grant) => grant.value === option);
      const behind = givers.length > 0 ? givers : held;
      const own = behind.some((grant) => grant.own);
      const sources = behind.length > 0 ? new Set(behind.map(({ source }) => source)) : ['baseline'];
      return [...sources].flatMap((source) =>
        specs.map((spec) => ({ ...plain(spec), from: `implied:${id}`, source, own })),
      );
    }
    if (permission.kind !== 'right' || held.some((grant) => grant.effect === 'deny')) return [];
    const reaching = held.filter((grant) => reachesAnything(catalog, member, restricted(catalog, member, grant)));
    return reaching.flatMap(({ scope, conditional, own, source }) =>
      (permission.implies ?? []).flatMap((implied): readonly Held[] => {
        const target = typeof implied === 'string' ? implied : implied.permission;
        const definition = catalog.permissions[target];
        // Out of plan or licences an umbrella opens only what is out of them too, so that it can say so.
        if (!effective && (!definition || gated(definition, member) === undefined)) return [];
        const scoped = definition?.kind === 'right' && definition.on !== undefined;
        const far = !scoped ? undefined : typeof implied === 'string' ? scope : implied.scope;
        const opened = { permission: target, effect: 'allow', from: `implied:${id}`, source, own } as const;
        return [{ ...opened, ...(far !== undefined && { scope: far }), ...(conditional && { conditional }) }];
      }),
    );
  }

  const all = [...permissions.keys()].flatMap((id) => heldOf(id));
  // Of rights that nobody may hold together, somebody who does has none.
  const isHeld = (id: string) =>
    heldOf(id).some(
      (grant) => grant.effect === 'allow' && reachesAnything(catalog, member, restricted(catalog, member, grant)),
    ) && !heldOf(id).some((grant) => grant.effect === 'deny' && !grant.conditional && isWhole(catalog, grant));
  const together = (catalog.conflicts ?? []).map((conflict) => conflict.permissions.filter(isHeld));
  const conflicting = together.filter((held) => held.length > 1).flat();
  if (closed.size === 0 && conflicting.length > 0) return grantsAt(catalog, member, now, new Set(conflicting));
  return all.map((grant) => {
    const { own: _, source: __, ...rest } = restricted(catalog, member, grant);
    return rest;
  });
}

/** An allow as far as the person is restricted to, and the role that it goes back to; a deny as far as it says. */
export function restricted<G extends Grant & { readonly source: string }>(
  catalog: CatalogDefinition,
  member: Member,
  grant: G,
): G {
  const { effect, permission: id, scope, source } = grant;
  const permission = catalog.permissions[id];
  if (effect === 'deny' || scope === undefined || permission?.kind !== 'right' || permission.on === undefined)
    return grant;
  const role = Object.entries(catalog.roles).find(([each]) => `role:${each}` === source)?.[1];
  const on = Object.keys(catalog.resources[permission.on]?.dimensions ?? {});
  const known = Object.keys(catalog.dimensions);
  const limits = [member.within, role?.within]
    .flatMap((within) => Object.entries(within ?? {}))
    .filter(([dimension]) => on.includes(dimension) || !known.includes(dimension));
  if (limits.length === 0) return grant;
  const long = scope === 'all' ? { all: true as const } : scope;
  const dimensions = [...Object.keys(long.within ?? {}), ...limits.map(([dimension]) => dimension)];
  const within = [...new Set(dimensions)].map((dimension): [string, Reach] => {
    const all = [...Object.entries(long.within ?? {}), ...limits].filter(([each]) => each === dimension);
    const lists = all.flatMap(([, reach]) => (reach === 'any' ? [] : [namedIds(member, dimension, reach)]));
    const [first, ...others] = lists;
    return [dimension, first ? first.filter((each) => others.every((list) => list.includes(each))) : 'any'];
  });
  return { ...grant, scope: { ...long, within: Object.fromEntries(within) } };
}

const byConflict = { effect: 'deny', reason: 'conflict', from: 'baseline', source: 'baseline', own: false } as const;

/** Whether a deny reaches everything there is. */
function isWhole(catalog: CatalogDefinition, { permission, scope }: Grant): boolean {
  const definition = catalog.permissions[permission];
  const isScoped = definition?.kind === 'right' && definition.on !== undefined;
  return !isScoped || scope === undefined || scope === 'all';
}

function opens(permission: PermissionDefinition, id: string): boolean {
  if (permission.kind === 'choice') {
    return permission.options.some((option) => (option.grants ?? []).some((spec) => plain(spec).permission === id));
  }
  if (permission.kind !== 'right') return false;
  return (permission.implies ?? []).some((one) => (typeof one === 'string' ? one : one.permission) === id);
}

/** What baseline, roles and packages give, united (law 2). */
function bundles(catalog: CatalogDefinition, member: Member): readonly Held[] {
  const held = (from: Grant['from'], specs: readonly GrantSpec[] | undefined) =>
    (specs ?? []).map((spec): Held => ({ ...plain(spec), from, source: from, own: false }));
  const roles = Object.entries(catalog.roles).filter(([id]) => member.roles.includes(id));
  const packages = Object.entries(catalog.packages ?? {}).filter(([id]) => member.packages.includes(id));
  return [
    ...held('baseline', catalog.baseline),
    ...roles.flatMap(([id, role]) => [
      ...held(`role:${id}`, role.grants),
      ...held(`role:${id}`, role.unrestricted && everything(catalog)),
    ]),
    ...packages.flatMap(([id, bundle]) => held(`package:${id}`, bundle.grants)),
  ];
}

/** Every right without limit, the most of every choice and number, no duty and no setting. */
function everything(catalog: CatalogDefinition): readonly GrantSpec[] {
  const rights = Object.entries(catalog.permissions).filter(([, { setting }]) => !setting);
  return rights.map(([permission, definition]): GrantSpec => {
    switch (definition.kind) {
      case 'right':
        return { permission, scope: 'all' };
      case 'duty':
        return { permission, value: false };
      case 'choice':
        return { permission, value: definition.options.at(-1)?.id ?? definition.default };
      case 'number': {
        const { min, max = 'unlimited', unlimited, merge } = definition;
        return { permission, value: merge === 'min' ? min : unlimited ? 'unlimited' : max };
      }
    }
  });
}

/** A grant as a catalog writes it, in full. */
export function plain(spec: GrantSpec): Omit<Grant, 'from'> {
  return typeof spec === 'string' ? { permission: spec, effect: 'allow' } : { effect: 'allow', ...spec };
}

/** A right that is given for one id, allowed for anything else than one. */
function isOfSeveral(permission: PermissionDefinition | undefined, { effect, scope }: Grant): boolean {
  if (permission?.kind !== 'right' || !permission.single || effect === 'deny') return false;
  if (scope === undefined || scope === 'all' || scope.all === true || scope.own === true) return true;
  const named = Object.values(scope.in ?? {}).map((reach) => (Array.isArray(reach) ? reach.length : Infinity));
  return named.length !== 1 || named[0] !== 1;
}
