import type { Attribution, TargetState } from './MatrixBackend.js';
import { readField, sameValue, type Field } from './field.js';

/** The fields that differ between two states of a target. */
export function changedFields(before: TargetState, after: TargetState): readonly Field[] {
  return [...new Set([...fieldsOf(before), ...fieldsOf(after)])].filter(
    (field) => !sameValue(readField(before, field), readField(after, field)),
  );
}

/** Every field of a state that holds something. */
export function fieldsOf(state: TargetState): readonly Field[] {
  if (state.kind === 'role') return Object.keys(state.role.grants).map((id): Field => `overrides.${id}`);
  const { overrides, packages, memberships } = state.member;
  return [
    'roles',
    'extensions',
    'within',
    'licenses',
    'plan',
    'reviewedAt',
    ...overrides.map(({ permission }): Field => `overrides.${permission}`),
    ...packages.map((id): Field => `packages.${id}`),
    ...Object.keys(memberships).map((id): Field => `memberships.${id}`),
  ];
}

/** The author of the present value of a field. */
export function writerOf(state: TargetState, field: Field): Attribution {
  const { by, at } = (Object.hasOwn(state.fields ?? {}, field) ? state.fields?.[field] : undefined) ?? state;
  return { ...(by !== undefined && { by }), ...(at !== undefined && { at }) };
}

/** These fields by who wrote them, in their order. */
export function byWriter(
  state: TargetState,
  fields: readonly Field[],
): ReadonlyMap<string | undefined, readonly Field[]> {
  const groups = new Map<string | undefined, Field[]>();
  for (const field of fields) {
    const { by } = writerOf(state, field);
    groups.set(by, [...(groups.get(by) ?? []), field]);
  }
  return groups;
}
