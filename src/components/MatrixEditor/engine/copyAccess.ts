import type { TargetState } from './MatrixBackend.js';
import type { MatrixChange } from './plan.js';
import { readSlot, type Slot } from './slot.js';
import { targetOf } from './target.js';
import { slotsOf } from './touched.js';

/** What is a person's own and not its access: it stays with the person. */
const personal = (slot: Slot) => slot === 'extensions' || slot === 'reviewedAt' || slot.startsWith('memberships:');

/** The changes that give others the same roles, packages and overrides as one member has, the roles first. */
export function copyAccess(from: TargetState, to: readonly TargetState[]): readonly MatrixChange[] {
  return to.flatMap((state) => {
    const slots = [...new Set([...slotsOf(from), ...slotsOf(state)])].filter((slot) => !personal(slot));
    return slots.map((slot): MatrixChange => ({ target: targetOf(state), slot, next: readSlot(from, slot) }));
  });
}
