import { resolveGrants } from '../../../evaluator/resolveGrants.js';
import { gateOf } from '../../../evaluator/right.js';
import type { Catalog } from '../../../model/catalog.js';
import type { Missing } from '../../../model/decision.js';
import type { Member } from '../../../model/member.js';
import type { Resolved, Resolver } from './createResolver.js';
import { type Effect, effectOf } from './effect.js';
import type { RoleOverrides, TargetState } from './MatrixBackend.js';
import { readSlot, type Setting } from './slot.js';
import { withRoleOverrides } from './withRoleOverrides.js';

/** What keeps something that is given from taking effect. */
export interface Stop {
  readonly kind: 'plan' | 'license' | 'prerequisite' | 'not-grantable' | 'reaches-nothing';
  readonly missing?: Missing;
}

/** What one permission comes to on one target. */
export interface CellMeaning {
  /** The target's own settings; `undefined` where it inherits, empty where a role was made to give nothing. */
  readonly own: readonly Setting[] | undefined;
  readonly inherited: Effect;
  readonly effective: Effect;
  readonly stop: Stop | undefined;
}

/** Works out one cell. */
export function describeCell(resolver: Resolver, state: TargetState, permission: string): CellMeaning {
  const own = readSlot(state, `permission:${permission}`) as readonly Setting[] | undefined;
  return state.kind === 'member'
    ? describeMember(resolver, state.member, permission, own)
    : describeRole(resolver, state.role, permission, own);
}

function describeMember(resolver: Resolver, member: Member, permission: string, own: CellMeaning['own']): CellMeaning {
  const { catalog, now } = resolver;
  const resolved = resolver.resolve(member);
  const effect = ({ grantsOf }: Resolved) => effectOf(catalog, permission, grantsOf(permission), now);
  const effective = effect(resolved);
  const inherited = own === undefined ? effective : effect(resolver.resolveWithout(member, permission));
  return { own, inherited, effective, stop: stopOf(resolved, permission, effective, own) };
}

function stopOf({ may, grantsOf }: Resolved, id: string, effect: Effect, own: CellMeaning['own']): Stop | undefined {
  const definition = may.catalog.permissions[id];
  const lost = own?.some(({ effect: each }) => each === 'allow') && !grantsOf(id).some(({ from }) => from === 'member');
  if (lost) return { kind: 'not-grantable' };
  if (!definition || !effect.on) return undefined;
  const gate = gateOf({ catalog: may.catalog, set: may.grantSet }, id);
  if (gate) return { kind: gate.missing.kind === 'plan' ? 'plan' : 'license', missing: gate.missing };
  const required = definition.requires?.find((other) => !may.canSome(other));
  if (required !== undefined) return { kind: 'prerequisite', missing: { kind: 'permission', ids: [required] } };
  return definition.kind === 'right' && !may.canSome(id) ? { kind: 'reaches-nothing' } : undefined;
}

/** A role is shown as somebody of whom only the role is known; plans and licences are people's. */
function describeRole(
  resolver: Resolver,
  role: RoleOverrides,
  permission: string,
  own: CellMeaning['own'],
): CellMeaning {
  const { catalog, now } = resolver;
  const effective = effectOf(
    catalog,
    permission,
    resolver.resolve(holderOf(catalog, role.id)).grantsOf(permission),
    now,
  );
  return { own, effective, inherited: own ? inheritedByRole(resolver, role, permission) : effective, stop: undefined };
}

function inheritedByRole({ base, now }: Resolver, role: RoleOverrides, permission: string): Effect {
  const { [permission]: _, ...grants } = role.grants;
  const catalog = withRoleOverrides(base, [{ ...role, grants }]);
  const set = resolveGrants(catalog, holderOf(catalog, role.id));
  return effectOf(
    catalog,
    permission,
    set.grants.filter((grant) => grant.permission === permission),
    now,
  );
}

const holders = new WeakMap<Catalog, Map<string, Member>>();

/** One object per role and catalog, so that the resolver knows it again. */
function holderOf(catalog: Catalog, role: string): Member {
  const known = holders.get(catalog) ?? new Map<string, Member>();
  holders.set(catalog, known);
  const lists = { extensions: [], licenses: [], packages: [], overrides: [] };
  const member = known.get(role) ?? { id: `role:${role}`, tenant: '', roles: [role], memberships: {}, ...lists };
  known.set(role, member);
  return member;
}
