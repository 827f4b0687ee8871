import type { GrantSpec } from '../model/catalog.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member, Override } from '../model/member.js';
import { compareText } from '../evaluator/decide/canonical.js';
import { applyEdits } from '../evaluator/resolve/applyEdits.js';
import { withGrantEdit } from '../evaluator/resolve/applyRoleEdits.js';
import type { Reaches } from '../model/scope.js';
import type { TargetState } from './MatrixBackend.js';
import type { RoleChange, RoleGrantEdit } from '../model/role.js';

/** One setting of a permission on a target. */
export type Setting = Omit<Override, 'permission'> & {
  /** Of a role: only the service can decide whether it holds. */
  readonly conditional?: true;
};

/** One value of a target that is edited on its own, named like a path of the audit log (`overrides.calls.view`). */
export type Field =
  | `overrides.${string}`
  | 'roles'
  | `packages.${string}`
  | 'extensions'
  | `memberships.${string}`
  | 'within'
  | 'licenses'
  | 'plan'
  | 'reviewedAt';

/**
 * The value of a field. For a permission: `undefined` inherits, a list replaces (an empty one, on a role, gives
 * nothing); for roles, extensions, memberships and licences their ids; for a package whether it is applied; for a plan
 * its id; for `within` what the member is restricted to.
 */
export type FieldValue = readonly Setting[] | readonly string[] | Reaches | string | boolean | number | undefined;

/** The field that an operation writes. */
export function fieldOf(edit: MemberEdit | RoleGrantEdit): Field {
  switch (edit.op) {
    case 'set':
    case 'inherit':
    case 'remove':
      return `overrides.${edit.permission}`;
    case 'assign-role':
    case 'add-role':
    case 'remove-role':
      return 'roles';
    case 'apply-package':
    case 'remove-package':
      return `packages.${edit.package}`;
    case 'set-extensions':
      return 'extensions';
    case 'set-memberships':
      return `memberships.${edit.dimension}`;
    case 'set-within':
      return 'within';
    case 'set-licenses':
      return 'licenses';
    case 'set-plan':
      return 'plan';
    case 'review':
      return 'reviewedAt';
  }
}

/** The part of a field's name behind the colon, such as the permission's id. */
export function fieldId(field: Field): string {
  return field.slice(field.indexOf('.') + 1);
}

/** The value of a field in a state. */
export function readField(state: TargetState, field: Field): FieldValue {
  return state.kind === 'role' ? readRole(state.role, fieldId(field)) : readMember(state.member, field);
}

function readRole({ grants }: RoleChange, permission: string): FieldValue {
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

const plainFields = ['roles', 'extensions', 'within', 'licenses', 'plan', 'reviewedAt'] as const;

function isPlainField(field: Field): field is (typeof plainFields)[number] {
  return plainFields.some((each) => each === field);
}

function readMember(member: Member, field: Field): FieldValue {
  if (isPlainField(field)) return member[field];
  const id = fieldId(field);
  if (field.startsWith('packages.')) return member.packages.includes(id);
  if (field.startsWith('memberships.'))
    return Object.hasOwn(member.memberships, id) ? (member.memberships[id] ?? []) : [];
  const own = member.overrides.filter((override) => override.permission === id);
  return own.length === 0 ? undefined : own.map(({ permission: _, ...setting }) => setting);
}

/** Whether two values say the same, in whatever order their members are. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
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

/** The state with one field set. */
export function withField(state: TargetState, field: Field, value: FieldValue): TargetState {
  const edits = editsTo(state, field, value);
  return state.kind === 'role'
    ? { ...state, role: (edits as readonly RoleGrantEdit[]).reduce(withGrantEdit, state.role) }
    : { ...state, member: applyEdits(state.member, edits as readonly MemberEdit[]) };
}

/** States with one field set, by the state that they were made from. */
const tried = new WeakMap<TargetState, Map<string, TargetState>>();
const mostTried = 20;

/** The same as `withField`, but one object for one value: a decision about it can be kept. */
export function tryField(state: TargetState, field: Field, value: FieldValue): TargetState {
  const known = tried.get(state) ?? new Map<string, TargetState>();
  tried.set(state, known);
  const key = `${field} ${JSON.stringify(value)}`;
  const made = known.get(key) ?? withField(state, field, value);
  if (known.size >= mostTried) known.clear();
  known.set(key, made);
  return made;
}

/** The operations that bring a field of this state to a value. */
export function editsTo(state: TargetState, field: Field, value: FieldValue): readonly (MemberEdit | RoleGrantEdit)[] {
  if (field.startsWith('overrides.')) return settingEdits(fieldId(field), value as readonly Setting[] | undefined);
  if (field.startsWith('packages.'))
    return [{ op: value === true ? 'apply-package' : 'remove-package', package: fieldId(field) }];
  if (field === 'reviewedAt') return value === undefined ? [] : [{ op: 'review', at: Number(value) }];
  if (field === 'within') return [{ op: 'set-within', within: (value as Reaches | undefined) ?? {} }];
  if (field === 'plan') return [{ op: 'set-plan', ...(typeof value === 'string' && { plan: value }) }];
  const ids = value as readonly string[];
  if (field === 'licenses') return [{ op: 'set-licenses', ids }];
  if (field === 'extensions') return [{ op: 'set-extensions', ids }];
  if (field === 'roles') return roleEdits(state.kind === 'member' ? state.member.roles : [], ids);
  return [{ op: 'set-memberships', dimension: fieldId(field), ids }];
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
