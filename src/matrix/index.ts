export type { Clock } from '../base/clock.js';
export { BackendError } from '../client/SourceError.js';
export type { DirectoryEntry } from '../model/directory.js';
export type { Page } from '../model/page.js';
export type { RoleChange, RoleGrantEdit } from '../model/role.js';
export { createMatrix } from './createMatrix.js';
export type { StepChange } from './createHistory.js';
export type { NamedCatalog, NameOf } from './createNames.js';
export type { LoadState } from './createLoader.js';
export type { Topic } from './createQueues.js';
export type { CellMeaning, Stop } from './describeCell.js';
export type { Effect } from './effect.js';
export type { Field, FieldValue, Setting } from './field.js';
export { createHttpBackend, type HttpBackendOptions } from './http/createHttpBackend.js';
export type { Matrix, MatrixNotice, MatrixOptions, MatrixStatus, OpenEdit, SaveMode } from './Matrix.js';
export type {
  Attribution,
  BackendEvent,
  HandOverOutcome,
  HandOverRequest,
  HistoryEntry,
  MatrixBackend,
  MatrixHandOver,
  MatrixTarget,
  SaveOutcome,
  SaveProblem,
  SaveRequest,
  TargetState,
} from './MatrixBackend.js';
export type { MatrixCell, SaveState } from './MatrixCell.js';
export type { MatrixChange, PreviewedChange } from './preview.js';
export type { PermissionRow, Row, RowSource } from './row.js';
