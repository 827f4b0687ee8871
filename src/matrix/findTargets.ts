import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { idOfTarget } from './target.js';
import { labelOf } from '../model/labelOf.js';
import { foldText } from '../base/foldText.js';

/** The name of a target. */
export function targetLabel(matrix: Matrix, target: MatrixTarget): string {
  const state = matrix.shown(target);
  if (state?.kind === 'member') return state.member.name?.trim() || state.member.id;
  const id = idOfTarget(target);
  return labelOf(matrix.catalog().roles, id);
}

/** The name of a person who did something; the id if the editor has not read that member. */
export function personName(matrix: Matrix, id: string | undefined): string {
  return id === undefined ? 'Somebody else' : targetLabel(matrix, `member:${id}`);
}

/** The roles of a member, in words. */
export function rolesLabel(matrix: Matrix, target: MatrixTarget): string {
  const state = matrix.shown(target);
  if (state?.kind !== 'member') return '';
  const { roles } = matrix.catalog();
  return state.member.roles.map((id) => labelOf(roles, id)).join(', ');
}

/** The targets whose name, id, extension or role holds the text. */
export function findTargets(matrix: Matrix, targets: readonly MatrixTarget[], search: string): readonly MatrixTarget[] {
  const text = foldText(search.trim());
  if (text === '') return targets;
  return targets.filter((target) => {
    const state = matrix.shown(target);
    const extensions = state?.kind === 'member' ? state.member.extensions.join(' ') : '';
    const said = [targetLabel(matrix, target), idOfTarget(target), extensions, rolesLabel(matrix, target)];
    return foldText(said.join(' ')).includes(text);
  });
}
