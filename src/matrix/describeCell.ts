import { type Block, blockedBy, missingPrerequisite } from '../evaluator/decide/blockedBy.js';
import { outOfTime } from '../evaluator/decide/timeWindow.js';
import type { Missing } from '../model/decision.js';
import type { Grant } from '../model/grant.js';
import type { Member } from '../model/member.js';
import type { RoleHolders } from './countHolders.js';
import { grantsOfRole, type Resolved, type Resolver } from './createResolver.js';
import { type Effect, effectOf } from './effect.js';
import type { TargetState } from './MatrixBackend.js';
import type { RoleChange } from '../model/role.js';
import { readField, type Setting } from './field.js';
import { withRoleChanges } from '../evaluator/resolve/withRoleChanges.js';

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
  if (closed) return { kind: closed.reason, at: closed.at };
  if (!definition || !effect.on) return undefined;
  const block = blockedBy(may.catalog, may.grantSet.subject, id, (other) => may.canSome(other));
  if (block) return stopFor(block);
  const isScoped = definition.kind === 'right' && definition.on !== undefined;
  return isScoped && !may.canSome(id) ? { kind: 'reaches-nothing' } : undefined;
}

function describeRole(
  resolver: Resolver,
  role: RoleChange,
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

function inheritedByRole({ base, now }: Resolver, role: RoleChange, permission: string): Effect {
  const { [permission]: _, ...grants } = role.grants;
  const catalog = withRoleChanges(base, [{ ...role, grants }]);
  const given = grantsOfRole(catalog, role.id).filter((grant) => grant.permission === permission);
  return effectOf(catalog, permission, given, now, staysBesideRole);
}

/** The prerequisite that a role lacks, or the plan or licence that its holders lack. */
function stopOfRole(resolver: Resolver, role: string, id: string, holders: RoleHolders | undefined): Stop | undefined {
  const { catalog } = resolver;
  const required = lackedPrerequisite(resolver, role, id);
  if (required !== undefined) return stopFor(missingPrerequisite(required));
  if (!holders) return undefined;
  const { count, kinds } = holders;
  const blocks = kinds.flatMap(({ subject, count: lacking }) => {
    const block = blockedBy(catalog, subject, id);
    return block ? [{ block, lacking }] : [];
  });
  // Where nobody holds the role yet: what its first holder will need.
  const block = count > 0 ? blocks[0]?.block : blockedBy(catalog, { licenses: [] }, id);
  const lacking = blocks.reduce((sum, each) => sum + each.lacking, 0);
  return block && { ...stopFor(block), holders: { lacking, of: count } };
}

function stopFor({ reason, missing }: Block): Stop {
  return { kind: reason, missing };
}

function lackedPrerequisite(resolver: Resolver, role: string, id: string): string | undefined {
  const { catalog, now } = resolver;
  const grantsOf = resolver.grantsOfRole(role);
  return catalog.permissions[id]?.requires?.find(
    (other) =>
      !effectOf(catalog, other, grantsOf(other), now).on || lackedPrerequisite(resolver, role, other) !== undefined,
  );
}
