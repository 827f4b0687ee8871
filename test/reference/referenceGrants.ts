import type { CatalogDefinition, GrantSpec, PermissionDefinition } from '../../src/model/catalog.js';
import type { Grant, GrantSet } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { limitingCatalog, mayBeGiven } from './mayBeGiven.js';
import { gated, inForce } from './referenceEvaluator.js';
import { mergedValue } from './referenceValue.js';
import { reachesAnything } from './witnesses.js';

/** A grant before it is known when it holds, and whether the member's own overriding is behind it (law 7). */
type Held = Grant & { readonly own: boolean };

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
function grantsAt(catalog: CatalogDefinition, member: Member, now: number): readonly Grant[] {
  const permissions = new Map(Object.entries(catalog.permissions));
  const limiting = limitingCatalog(catalog, member);
  const limits = limiting && grantsAt(limiting, { ...member, packages: [], overrides: [] }, now);
  const isGiven = (grant: Grant) => limits === undefined || mayBeGiven(catalog, member, limits, grant);
  const bundled = bundles(catalog, member).filter((grant) => !grant.from.startsWith('package:') || isGiven(grant));
  const overrides = member.overrides
    .filter((override) => inForce(override, now))
    .map(({ startsAt: _, endsAt: __, ...override }): Held => ({ ...override, from: 'member', own: true }))
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
    const held = mine.length > 0 ? [...mine, ...opened.filter((grant) => grant.own)] : others;
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
      const own = (givers.length > 0 ? givers : held).some((grant) => grant.own);
      return specs.map((spec) => ({ ...plain(spec), from: `implied:${id}`, own }));
    }
    if (permission.kind !== 'right' || held.some((grant) => grant.effect === 'deny')) return [];
    const reaching = held.filter((grant) => reachesAnything(catalog, member, grant));
    return reaching.flatMap(({ scope, conditional, own }) =>
      (permission.implies ?? []).flatMap((implied): readonly Held[] => {
        const target = typeof implied === 'string' ? implied : implied.permission;
        const definition = catalog.permissions[target];
        // Out of plan or licences an umbrella opens only what is out of them too, so that it can say so.
        if (!effective && (!definition || gated(definition, member) === undefined)) return [];
        const scoped = definition?.kind === 'right' && definition.on !== undefined;
        const far = !scoped ? undefined : typeof implied === 'string' ? scope : implied.scope;
        const opened = { permission: target, effect: 'allow', from: `implied:${id}`, own } as const;
        return [{ ...opened, ...(far !== undefined && { scope: far }), ...(conditional && { conditional }) }];
      }),
    );
  }

  const all = [...permissions.keys()].flatMap((id) => heldOf(id));
  return all.map(({ own: _, ...grant }) => grant);
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
    (specs ?? []).map((spec): Held => ({ ...plain(spec), from, own: false }));
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
