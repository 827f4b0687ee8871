export { createHttpBackend } from '../../matrix/http/createHttpBackend.js';
export type { HttpBackendOptions } from '../../matrix/http/createHttpBackend.js';
export { createMatrix } from '../../matrix/createMatrix.js';
export type { NamedCatalog, NameOf } from '../../matrix/createNames.js';
export type { Matrix, MatrixNotice, MatrixOptions, MatrixStatus, OpenEdit, SaveMode } from '../../matrix/Matrix.js';
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
} from '../../matrix/MatrixBackend.js';
export { BackendError } from '../../client/SourceError.js';
export type { DirectoryEntry } from '../../model/directory.js';
export type { Page } from '../../model/page.js';
export type { RoleChange, RoleGrantEdit } from '../../model/role.js';
export type { MatrixCell, SaveState } from '../../matrix/MatrixCell.js';
export type { MatrixChange, PreviewedChange } from '../../matrix/preview.js';
export type { Setting, Field, FieldValue } from '../../matrix/field.js';
export type { Clock } from '../../base/clock.js';
export { toCsv, type CsvOptions } from './export/toCsv.js';
export type { RowSource } from '../../matrix/row.js';
export type { Virtualize } from './grid/MatrixGrid.js';
export { MatrixEditor, type MatrixEditorProps } from './MatrixEditor.js';
export type { CountImpact, ImpactCount } from './state/ImpactContext.js';
export { useCell, useMatrixStatus, useSaveStatus, useTarget } from './state/useCell.js';
export {
  type MatrixColumns,
  type MatrixFilters,
  type MatrixView,
  useMatrixEditor,
  type UseMatrixEditorOptions,
} from './state/useMatrixEditor.js';
export type { Editing, GridState, GridStore, Identity, Selection } from './state/createGridStore.js';
export type { Place } from './state/gridKeys.js';
export type { RenderCellValue } from './state/MatrixContext.js';
export type { EditorLayout } from './state/useEditorLayout.js';
