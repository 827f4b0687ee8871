import type { TargetState } from './MatrixBackend.js';
import type { MatrixChange } from './preview.js';
import { readSlot, type Slot } from './field.js';
import { targetOf } from './target.js';
import { slotsOf } from './changedFields.js';

/** What is a person's own and not its access: it stays with the person. */
const personal = (slot: Slot) => slot === 'extensions' || slot === 'reviewedAt' || slot.startsWith('memberships:');

/** The changes that give others the same roles, packages and overrides as one member has, the roles first. */
export function copyAccess(from: TargetState, to: readonly TargetState[]): readonly MatrixChange[] {
  return to.flatMap((state) => {
    const slots = [...new Set([...slotsOf(from), ...slotsOf(state)])].filter((slot) => !personal(slot));
    return slots.map((slot): MatrixChange => ({ target: targetOf(state), slot, next: readSlot(from, slot) }));
  });
}
