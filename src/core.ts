// hookswitch/core: catalogs, grant sets and the evaluator, without React.
export { accessTable, type CellState, type RowCell, type TableRow } from './evaluator/report/accessTable.js';
export {
  advise,
  type AdviseOptions,
  editsOf,
  type Finding,
  type FindingCode,
  findingCodes,
  type Fix,
} from './evaluator/report/advise.js';
export { explain, type Explanation, type Restriction } from './evaluator/report/explain.js';
export {
  type AskedQuestion,
  type Mistake,
  mistakeIn,
  mistakesOfMember,
  mistakesOfSet,
} from './evaluator/report/findMistakes.js';
export { mistakeText } from './evaluator/report/mistakeText.js';
export { type Holder, whoCan } from './evaluator/report/whoCan.js';
export {
  type Ceiling,
  createDelegation,
  type Delegation,
  type MemberPart,
} from './evaluator/delegate/createDelegation.js';
export type { DelegationOptions } from './evaluator/delegate/giver.js';
export { applyEdits } from './evaluator/resolve/applyEdits.js';
export { diffGrants, type GrantChange } from './evaluator/resolve/diffGrants.js';
export { resolveGrants, type ResolveOptions } from './evaluator/resolve/resolveGrants.js';
export { createEvaluator, type Evaluator, type EvaluatorOptions } from './evaluator/decide/createEvaluator.js';
export { indexRecords, isRecordIndex, type RecordIndex } from './evaluator/decide/indexRecords.js';
export {
  toSql,
  type SqlColumn,
  SqlColumnError,
  type SqlColumns,
  type SqlColumnType,
  type SqlCondition,
  type SqlIdType,
  type SqlOptions,
} from './evaluator/decide/toSql.js';
export type {
  AdviceDefinition,
  Catalog,
  CatalogDefinition,
  CatalogInput,
  ChoiceDefinition,
  ConflictDefinition,
  Defined,
  DelegationDefinition,
  DimensionDefinition,
  DimensionId,
  DutyDefinition,
  GrantSpec,
  Implication,
  NumberDefinition,
  OptionDefinition,
  PackageDefinition,
  PermissionBase,
  PermissionDefinition,
  PermissionId,
  PermissionKind,
  PlanDefinition,
  RecordArgs,
  RecordField,
  Register,
  RegisteredCatalog,
  ResourceDefinition,
  RightDefinition,
  RightId,
  RoleDefinition,
  RoleId,
  RowDefinition,
  ScopedRightId,
  SectionDefinition,
  ValueId,
  ValueOf,
} from './model/catalog.js';
export { type Condition, recordKeys } from './model/condition.js';
export type { Allowed, Decision, Denied, Missing, Pending, Unknown } from './model/decision.js';
export { CatalogError, type CatalogIssue, checkCatalog, defineCatalog } from './model/defineCatalog.js';
export type { MemberEdit, MemberEditOp } from './model/edit.js';
export { type Grant, type GrantSet, grantSetFormat, type GrantValue, type Provenance } from './model/grant.js';
export { type Limit, limits } from './model/limits.js';
export type { Member, Override } from './model/member.js';
export { type Reason, reasons, type UnknownCause, unknownCauses } from './model/reason.js';
export type { EffectiveScope, Reach, Reaches, Scope, ScopeKeys } from './model/scope.js';
export type { PartBindings, PartKey, PartName } from './model/parts.js';
export type { Subject } from './model/subject.js';
export { closedValue, defaultValue, valueProblem } from './model/value.js';
export { GrantSetError, parseGrantSet, type ReadIssue, type ReadResult, safeParseGrantSet } from './model/wire.js';
