import type { Attribution, TargetState } from './MatrixBackend.js';
import { readSlot, sameValue, type Slot } from './field.js';

/** The slots that differ between two states of a target. */
export function changedSlots(before: TargetState, after: TargetState): readonly Slot[] {
  return [...new Set([...slotsOf(before), ...slotsOf(after)])].filter(
    (slot) => !sameValue(readSlot(before, slot), readSlot(after, slot)),
  );
}

/** Every slot of a state that holds something. */
export function slotsOf(state: TargetState): readonly Slot[] {
  if (state.kind === 'role') return Object.keys(state.role.grants).map((id): Slot => `permission:${id}`);
  const { overrides, packages, memberships } = state.member;
  return [
    'roles',
    'extensions',
    'reviewedAt',
    ...overrides.map(({ permission }): Slot => `permission:${permission}`),
    ...packages.map((id): Slot => `package:${id}`),
    ...Object.keys(memberships).map((id): Slot => `memberships:${id}`),
  ];
}

/** Who wrote what a slot holds now. */
export function writerOf(state: TargetState, slot: Slot): Attribution {
  const { by, at } = (Object.hasOwn(state.slots ?? {}, slot) ? state.slots?.[slot] : undefined) ?? state;
  return { ...(by !== undefined && { by }), ...(at !== undefined && { at }) };
}

/** These slots by who wrote them, in their order. */
export function byWriter(state: TargetState, slots: readonly Slot[]): ReadonlyMap<string | undefined, readonly Slot[]> {
  const groups = new Map<string | undefined, Slot[]>();
  for (const slot of slots) {
    const { by } = writerOf(state, slot);
    groups.set(by, [...(groups.get(by) ?? []), slot]);
  }
  return groups;
}
