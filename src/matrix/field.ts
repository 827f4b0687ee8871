import type { GrantSpec } from '../model/catalog.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member, Override } from '../model/member.js';
import { compareText } from '../evaluator/decide/canonical.js';
import { applyEdits } from '../evaluator/resolve/applyEdits.js';
import { withGrantEdit } from '../evaluator/resolve/applyRoleEdits.js';
import type { TargetState } from './MatrixBackend.js';
import type { RoleChange, RoleGrantEdit } from '../model/role.js';

/** What one permission is set to on one target. */
export type Setting = Omit<Override, 'permission'> & {
  /** Of a role: only the service can decide whether it holds. */
  readonly conditional?: true;
};

/** One value of a target that is edited on its own: a cell's permission, the roles, one package, … */
export type Slot =
  `permission:${string}` | 'roles' | `package:${string}` | 'extensions' | `memberships:${string}` | 'reviewedAt';

/**
 * What a slot holds. For a permission: `undefined` inherits, a list replaces (an empty one, on a role, gives
 * nothing); for roles, extensions and memberships their ids; for a package whether it is applied.
 */
export type SlotValue = readonly Setting[] | readonly string[] | boolean | number | undefined;

/** The slot that an operation writes. */
export function slotOf(edit: MemberEdit | RoleGrantEdit): Slot {
  switch (edit.op) {
    case 'set':
    case 'inherit':
    case 'remove':
      return `permission:${edit.permission}`;
    case 'assign-role':
    case 'add-role':
    case 'remove-role':
      return 'roles';
    case 'apply-package':
    case 'remove-package':
      return `package:${edit.package}`;
    case 'set-extensions':
      return 'extensions';
    case 'set-memberships':
      return `memberships:${edit.dimension}`;
    case 'review':
      return 'reviewedAt';
  }
}

/** The part of a slot's name behind the colon, such as the permission's id. */
export function slotId(slot: Slot): string {
  return slot.slice(slot.indexOf(':') + 1);
}

/** What a slot holds in a state. */
export function readSlot(state: TargetState, slot: Slot): SlotValue {
  return state.kind === 'role' ? readRole(state.role, slotId(slot)) : readMember(state.member, slot);
}

function readRole({ grants }: RoleChange, permission: string): SlotValue {
  return Object.hasOwn(grants, permission) ? grants[permission]?.map(settingOf) : undefined;
}

/**
 * Whether one press or one field can stand for what is set, without losing a window, a condition, a reason or one of
 * several settings.
 */
export function isPlain(own: readonly Setting[] | undefined): boolean {
  const [{ startsAt, endsAt, conditional, reason } = {}, ...more]: readonly Partial<Setting>[] = own ?? [];
  return more.length === 0 && [startsAt, endsAt, conditional, reason].every((each) => each === undefined);
}

/** A grant as a catalog writes it, or an override, without its permission. */
export function settingOf(spec: GrantSpec | Override): Setting {
  if (typeof spec === 'string') return { effect: 'allow' };
  const { permission: _, effect = 'allow', ...rest } = spec;
  return { effect, ...rest };
}

function readMember(member: Member, slot: Slot): SlotValue {
  if (slot === 'roles' || slot === 'extensions' || slot === 'reviewedAt') return member[slot];
  const id = slotId(slot);
  if (slot.startsWith('package:')) return member.packages.includes(id);
  if (slot.startsWith('memberships:'))
    return Object.hasOwn(member.memberships, id) ? (member.memberships[id] ?? []) : [];
  const own = member.overrides.filter((override) => override.permission === id);
  return own.length === 0 ? undefined : own.map(({ permission: _, ...setting }) => setting);
}

/** Whether two values say the same, in whatever order their members are. */
export function sameValue(a: SlotValue, b: SlotValue): boolean {
  return a === b || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(ordered(each)) ?? '').sort(compareText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, each]) => [key, ordered(each)]);
}

/** The state with one slot set. */
export function withSlot(state: TargetState, slot: Slot, value: SlotValue): TargetState {
  const edits = editsTo(state, slot, value);
  return state.kind === 'role'
    ? { ...state, role: (edits as readonly RoleGrantEdit[]).reduce(withGrantEdit, state.role) }
    : { ...state, member: applyEdits(state.member, edits as readonly MemberEdit[]) };
}

/** The operations that bring a slot of this state to a value. */
export function editsTo(state: TargetState, slot: Slot, value: SlotValue): readonly (MemberEdit | RoleGrantEdit)[] {
  if (slot.startsWith('permission:')) return settingEdits(slotId(slot), value as readonly Setting[] | undefined);
  if (slot.startsWith('package:'))
    return [{ op: value === true ? 'apply-package' : 'remove-package', package: slotId(slot) }];
  if (slot === 'reviewedAt') return value === undefined ? [] : [{ op: 'review', at: Number(value) }];
  const ids = value as readonly string[];
  if (slot === 'extensions') return [{ op: 'set-extensions', ids }];
  if (slot === 'roles') return roleEdits(state.kind === 'member' ? state.member.roles : [], ids);
  return [{ op: 'set-memberships', dimension: slotId(slot), ids }];
}

function settingEdits(permission: string, settings: readonly Setting[] | undefined): RoleGrantEdit[] {
  const [setting] = settings ?? [];
  if (settings === undefined) return [{ op: 'inherit', permission }];
  return setting ? [{ op: 'set', permission, ...setting }] : [{ op: 'remove', permission }];
}

function roleEdits(before: readonly string[], after: readonly string[]): MemberEdit[] {
  const [first, ...more] = after;
  if (first === undefined) return before.map((role) => ({ op: 'remove-role', role }));
  return [{ op: 'assign-role', role: first }, ...more.map((role): MemberEdit => ({ op: 'add-role', role }))];
}
