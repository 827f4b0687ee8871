export { isInShare } from './isInShare.js';
export { RecordButton } from './RecordButton.js';
export { recordConventions, recordNarrowing, type RecordRight, recordRights, type RecordRights } from './rights.js';
export {
  type RecordAction,
  type RecordBehavior,
  type RecordCause,
  recordCauses,
  type RecordOptions,
  useRecordButton,
} from './useRecordButton.js';
export { englishRecordWords, type RecordWords } from './words.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { Action, ActionState } from '../ui/useAction.js';
