import type { Catalog } from '../../../model/catalog.js';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import type { Words } from '../../../react/store/words.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { SaveProblem } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell, SaveState } from '../../../matrix/MatrixCell.js';
import type { PreviewedChange } from '../../../matrix/preview.js';
import { type Field, fieldId, type FieldValue } from '../../../matrix/field.js';
import { personName } from '../../../matrix/findTargets.js';
import { isPart } from '../../../matrix/rowScope.js';
import { labelOf } from '../../../model/labelOf.js';
import { type CellInRow, rowSources, rowWords } from './rowWords.js';
import { fieldWords } from './fieldWords.js';
import { stopSentence } from './stopWords.js';
import { effectWords, settingWords, sourcesWords } from './sentences.js';

/** The description of a cell beside its value, line by line. */
export function cellLines(
  matrix: Matrix,
  messages: Words,
  place: CellInRow & { readonly cell: MatrixCell },
): readonly string[] {
  const catalog = matrix.catalog();
  const { row, cell } = place;
  const { permission } = row;
  const { own, inherited, effective, stop, lock, save, touched } = cell;
  const from = rowSources(catalog, place);
  const whole = sourcesWords(catalog, effective);
  return [
    `Effective: ${rowWords(catalog, place)}${from && `, ${from}`}.`,
    ...(isPart(row) || row.at?.asks !== undefined
      ? [`The whole permission: ${effectWords(catalog, permission, effective)}${whole && `, ${whole}`}.`]
      : []),
    ...(own === undefined
      ? []
      : [
          `Set here: ${settingWords(catalog, permission, own)}.`,
          `Would inherit: ${effectWords(catalog, permission, inherited)}${inherited.sources.length > 0 ? `, ${sourcesWords(catalog, inherited)}` : ''}.`,
        ]),
    ...(stop ? [stopSentence(catalog, stop)] : []),
    ...(lock ? [`Locked: ${explainDecision(lock, messages, catalog)}`] : []),
    ...saveLines(matrix, messages, `overrides.${permission}`, save),
    ...(touched?.by === undefined ? [] : [`Changed by ${personName(matrix, touched.by)}.`]),
  ];
}

/** The description of the edit of a field, line by line. */
export function saveLines(matrix: Matrix, messages: Words, field: Field, save: SaveState): readonly string[] {
  const catalog = matrix.catalog();
  const words = (value: FieldValue) => fieldWords(catalog, field, value);
  switch (save.status) {
    case 'saved':
      return [];
    case 'staged':
      return [`Not applied yet; was: ${words(save.from)}.`];
    case 'waiting':
    case 'saving':
      return [matrix.status().online ? 'Being saved.' : 'Kept, and saved once you are online.'];
    case 'unanswered':
      return ['Not saved yet: the service did not answer. It is tried again by itself.'];
    case 'failed':
      return [`Not saved: ${words(save.mine)}. ${problemWords(save.problem, messages, catalog)}`];
    case 'conflict':
      return [`Yours: ${words(save.mine)}. ${personName(matrix, save.theirs.by)} wrote: ${words(save.theirs.value)}.`];
  }
}

/** The reason why a save was not accepted, in words. */
export function problemWords(problem: SaveProblem, messages: Words, catalog: Catalog): string {
  switch (problem.kind) {
    case 'refused':
      return explainDecision(problem.decision, messages, catalog);
    case 'invalid':
      return problem.message;
    case 'signed-out':
      return 'You are signed out. Sign in, then try again.';
    case 'gone':
      return 'It does not exist any more, or you may not see it any more.';
  }
}

/** The reason why a change is skipped, in words. */
export function skipWords(change: PreviewedChange, messages: Words, catalog: Catalog): string {
  if (change.result !== 'skip') return '';
  return 'decision' in change ? explainDecision(change.decision, messages, catalog) : change.message;
}

/** The label of a field. */
export function fieldLabel(catalog: Catalog, field: PreviewedChange['field']): string {
  const id = fieldId(field);
  if (field === 'roles') return 'Role';
  if (field === 'extensions') return 'Extensions';
  if (field === 'licenses') return 'Licences';
  if (field === 'plan') return 'Plan';
  if (field === 'within') return 'Restricted to';
  if (field === 'reviewedAt') return 'Reviewed';
  if (field.startsWith('packages.')) return `Package ${labelOf(catalog.packages, id)}`;
  if (field.startsWith('memberships.')) return labelOf(catalog.dimensions, id);
  return labelOf(catalog.permissions, id);
}
