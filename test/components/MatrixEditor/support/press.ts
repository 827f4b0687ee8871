import { describeCell } from '../../../../src/matrix/describeCell.js';
import { createResolver } from '../../../../src/matrix/createResolver.js';
import type { TargetState } from '../../../../src/matrix/MatrixBackend.js';
import { type Setting, withField } from '../../../../src/matrix/field.js';
import { withRoleChanges } from '../../../../src/evaluator/resolve/withRoleChanges.js';
import type { PermissionRow } from '../../../../src/matrix/row.js';
import { isRowOn } from '../../../../src/matrix/rowScope.js';
import { toggleCell } from '../../../../src/matrix/toggleCell.js';
import type { Catalog } from '../../../../src/model/catalog.js';

/** The moment of these presses, in milliseconds since 1970. */
export const pressedAt = 5_000;

/** A role as its catalog has it, perhaps with something changed. */
export function roleState(id: string, grants = {}): TargetState {
  return { kind: 'role', role: { id, grants }, revision: 0 };
}

/** What one permission comes to in a state. */
export function meaningIn(catalog: Catalog, state: TargetState, permission: string) {
  const roles = state.kind === 'role' ? [state.role] : [];
  return describeCell(createResolver(withRoleChanges(catalog, roles), catalog, pressedAt), state, permission);
}

/** One press on one row: what is asked for, and the state after it. */
export function pressOn(catalog: Catalog, rows: readonly PermissionRow[], state: TargetState, row: PermissionRow) {
  const { permission } = row;
  const set = (next: readonly Setting[] | undefined) => withField(state, `overrides.${permission}`, next);
  const asked = toggleCell({
    catalog,
    row,
    siblings: rows.filter((each) => each.permission === permission),
    cell: meaningIn(catalog, state, permission),
    isRole: state.kind === 'role',
    preview: (next) => meaningIn(catalog, set(next), permission),
  });
  return { asked, after: asked === 'edit' ? undefined : set(asked.next) };
}

/** Which rows are on in a state, by key. */
export function linesOn(catalog: Catalog, rows: readonly PermissionRow[], state: TargetState): readonly string[] {
  return rows
    .filter((row) => isRowOn(catalog, row, meaningIn(catalog, state, row.permission).effective))
    .map(({ key }) => key);
}
