import type { TargetState } from './MatrixBackend.js';
import type { MatrixChange } from './preview.js';
import { readField, type Field } from './field.js';
import { targetOf } from './target.js';
import { fieldsOf } from './changedFields.js';

/** Fields that belong to the person rather than to its access are not copied. */
const personal = (field: Field) =>
  ['extensions', 'within', 'reviewedAt'].includes(field) || field.startsWith('memberships.');

/** The changes that give others the same roles, packages and overrides as one member has, the roles first. */
export function copyAccess(from: TargetState, to: readonly TargetState[]): readonly MatrixChange[] {
  return to.flatMap((state) => {
    const fields = [...new Set([...fieldsOf(from), ...fieldsOf(state)])].filter((field) => !personal(field));
    return fields.map((field): MatrixChange => ({ target: targetOf(state), field, next: readField(from, field) }));
  });
}
