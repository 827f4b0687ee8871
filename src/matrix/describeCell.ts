import { gateOf } from '../evaluator/decide/compileRight.js';
import { isInForce } from '../evaluator/decide/timeWindow.js';
import type { Missing } from '../model/decision.js';
import type { Grant } from '../model/grant.js';
import type { Member } from '../model/member.js';
import type { RoleHolders } from './countHolders.js';
import { grantsOfRole, type Resolved, type Resolver } from './createResolver.js';
import { type Effect, effectOf } from './effect.js';
import type { TargetState } from './MatrixBackend.js';
import type { RoleOverrides } from '../model/role.js';
import { readField, type Setting } from './field.js';
import { withRoleOverrides } from '../evaluator/resolve/withRoleChanges.js';

/** The reason why a permission that is given does not take effect. */
export interface Stop {
  readonly kind: 'plan' | 'license' | 'prerequisite' | 'not-grantable' | 'reaches-nothing' | 'not-yet' | 'expired';
  readonly missing?: Missing;
  /** For what has not begun or has ended: when, in milliseconds since 1970. */
  readonly at?: number;
  /** On a role: how many of its holders lack it, of how many. */
  readonly holders?: { readonly lacking: number; readonly of: number };
}

/** The meaning of one permission on one target. */
export interface CellMeaning {
  /** The target's own settings; `undefined` where it inherits, empty where a role was made to give nothing. */
  readonly own: readonly Setting[] | undefined;
  readonly inherited: Effect;
  readonly effective: Effect;
  readonly stop: Stop | undefined;
}

/** Works out one cell. `holders` are those of the role, where the target is one and they are known. */
export function describeCell(
  resolver: Resolver,
  state: TargetState,
  permission: string,
  holders?: RoleHolders,
): CellMeaning {
  // The field of a permission holds settings.
  const own = readField(state, `overrides.${permission}`) as readonly Setting[] | undefined;
  return state.kind === 'member'
    ? describeMember(resolver, state.member, permission, own)
    : describeRole(resolver, state.role, permission, own, holders);
}

function describeMember(resolver: Resolver, member: Member, permission: string, own: CellMeaning['own']): CellMeaning {
  const { catalog, now } = resolver;
  const resolved = resolver.resolve(member);
  const effect = ({ grantsOf }: Resolved) =>
    effectOf(catalog, permission, grantsOf(permission), now, staysBesideMember);
  const effective = effect(resolved);
  const inherited = own === undefined ? effective : effect(resolver.resolveWithout(member, permission));
  return { own, inherited, effective, stop: stopOf(resolved, permission, effective, own) };
}

/** Grants that a member's own umbrella opens stand beside its overrides (law 7). */
const staysBesideMember = ({ from, via }: Grant) => via === 'member' && from !== 'member';

/** Grants that an umbrella of a role opens stand beside the settings of the role. */
const staysBesideRole = ({ from }: Grant) => from.startsWith('implied:');

function stopOf({ may, grantsOf }: Resolved, id: string, effect: Effect, own: CellMeaning['own']): Stop | undefined {
  const definition = may.catalog.permissions[id];
  const lost = own?.some(({ effect: each }) => each === 'allow') && !grantsOf(id).some(({ from }) => from === 'member');
  if (lost) return { kind: 'not-grantable' };
  const closed = own && outOfTime(own, may.now);
  if (closed) return closed;
  if (!definition || !effect.on) return undefined;
  const gate = gateOf({ catalog: may.catalog, set: may.grantSet }, id);
  if (gate) return { kind: gate.missing.kind === 'plan' ? 'plan' : 'license', missing: gate.missing };
  const required = definition.requires?.find((other) => !may.canSome(other));
  if (required !== undefined) return { kind: 'prerequisite', missing: { kind: 'permission', ids: [required] } };
  const isScoped = definition.kind === 'right' && definition.on !== undefined;
  return isScoped && !may.canSome(id) ? { kind: 'reaches-nothing' } : undefined;
}

/** Settings of which none is in force: when the next one begins, or when the last one ended. */
function outOfTime(own: readonly Setting[], now: number): Stop | undefined {
  if (own.length === 0 || own.some((setting) => isInForce(setting, now))) return undefined;
  const starts = own.flatMap(({ startsAt = -Infinity }) => (startsAt > now ? [startsAt] : []));
  if (starts.length > 0) return { kind: 'not-yet', at: Math.min(...starts) };
  return { kind: 'expired', at: Math.max(...own.map(({ endsAt = -Infinity }) => endsAt)) };
}

function describeRole(
  resolver: Resolver,
  role: RoleOverrides,
  permission: string,
  own: CellMeaning['own'],
  holders: RoleHolders | undefined,
): CellMeaning {
  const { catalog, now } = resolver;
  const effective = effectOf(catalog, permission, resolver.grantsOfRole(role.id)(permission), now, staysBesideRole);
  const inherited = own ? inheritedByRole(resolver, role, permission) : effective;
  return {
    own,
    effective,
    inherited,
    stop: effective.on ? stopOfRole(resolver, role.id, permission, holders) : undefined,
  };
}

function inheritedByRole({ base, now }: Resolver, role: RoleOverrides, permission: string): Effect {
  const { [permission]: _, ...grants } = role.grants;
  const catalog = withRoleOverrides(base, [{ ...role, grants }]);
  const given = grantsOfRole(catalog, role.id).filter((grant) => grant.permission === permission);
  return effectOf(catalog, permission, given, now, staysBesideRole);
}

/** The prerequisite that a role lacks, or the plan or licence that its holders lack. */
function stopOfRole(resolver: Resolver, role: string, id: string, holders: RoleHolders | undefined): Stop | undefined {
  const { catalog } = resolver;
  const required = missingPrerequisite(resolver, role, id);
  if (required !== undefined) return { kind: 'prerequisite', missing: { kind: 'permission', ids: [required] } };
  if (!holders) return undefined;
  const { count, kinds } = holders;
  const gates = kinds.flatMap(({ subject, count: lacking }) => {
    const gate = gateOf({ catalog, set: { subject } }, id);
    return gate ? [{ ...gate, lacking }] : [];
  });
  const [gate] = count > 0 ? gates : gatesOfAnybody(resolver, id);
  const lacking = gates.reduce((sum, each) => sum + each.lacking, 0);
  if (!gate) return undefined;
  return {
    kind: gate.missing.kind === 'plan' ? 'plan' : 'license',
    missing: gate.missing,
    holders: { lacking, of: count },
  };
}

/** The plan or licence that future holders need, if nobody holds the role yet. */
function gatesOfAnybody({ catalog }: Resolver, id: string): readonly { readonly missing: Missing }[] {
  const gate = gateOf({ catalog, set: { subject: nobody } }, id);
  return gate ? [gate] : [];
}

const nobody = { id: '', tenant: '', roles: [], extensions: [], memberships: {}, licenses: [] };

function missingPrerequisite(resolver: Resolver, role: string, id: string): string | undefined {
  const { catalog, now } = resolver;
  const grantsOf = resolver.grantsOfRole(role);
  return catalog.permissions[id]?.requires?.find(
    (other) =>
      !effectOf(catalog, other, grantsOf(other), now).on || missingPrerequisite(resolver, role, other) !== undefined,
  );
}
