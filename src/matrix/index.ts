export type { Clock } from '../base/clock.js';
export type { HttpBackendOptions } from '../client/request.js';
export { BackendError } from '../client/SourceError.js';
export type { RoleGrantEdit, RoleOverrides } from '../model/role.js';
export { createMatrix } from './createMatrix.js';
export type { StepChange } from './createHistory.js';
export type { LoadState } from './createLoader.js';
export type { Topic } from './createQueues.js';
export type { CellMeaning, Stop } from './describeCell.js';
export type { Effect } from './effect.js';
export type { Setting, Slot, SlotValue } from './field.js';
export { createHttpBackend } from './http/createHttpBackend.js';
export type { Matrix, MatrixNotice, MatrixOptions, MatrixStatus, OpenEdit, SaveMode } from './Matrix.js';
export type {
  Attribution,
  BackendEvent,
  DirectoryItem,
  HistoryEntry,
  MatrixBackend,
  MatrixPage,
  MatrixTarget,
  SaveOutcome,
  SaveProblem,
  SaveRequest,
  TargetState,
} from './MatrixBackend.js';
export type { MatrixCell, SaveState } from './MatrixCell.js';
export type { MatrixChange, PlannedChange } from './preview.js';
export type { Attribute, PermissionAttribute, RowSource } from './row.js';
