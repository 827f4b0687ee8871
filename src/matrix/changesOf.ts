import type { MemberEdit } from '../model/edit.js';
import { applyEdits } from '../evaluator/resolve/applyEdits.js';
import type { TargetState } from './MatrixBackend.js';
import type { MatrixChange } from './preview.js';
import { readField, fieldOf } from './field.js';
import { targetOf } from './target.js';

/** Operations on a member as changes of fields. */
export function changesOf(state: TargetState, edits: readonly MemberEdit[]): readonly MatrixChange[] {
  if (state.kind !== 'member') return [];
  const after = { ...state, member: applyEdits(state.member, edits) };
  return [...new Set(edits.map(fieldOf))].map((field) => ({
    target: targetOf(state),
    field,
    next: readField(after, field),
  }));
}
