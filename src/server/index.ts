export type { ReadIssue } from '../base/read.js';
export { withRoleChanges } from '../evaluator/resolve/withRoleChanges.js';
export type { AuditChange, AuditEntry } from '../model/audit.js';
export type { Belonging } from '../evaluator/delegate/belongings.js';
export type { HandOver, SignOut } from '../model/edit.js';
export type { DirectoryEntry } from '../model/directory.js';
export type { Page } from '../model/page.js';
export type { RoleChange, RoleEdit, RoleEditOp } from '../model/role.js';
export { createPermissionApi, type PermissionApi, type PermissionApiOptions } from './createPermissionApi.js';
export { type ApiLimits, defaultLimits } from './http/ApiLimits.js';
export type { Authenticate, Caller, SignOutMember } from './http/Caller.js';
export { type ProblemCode, type ProblemDetails, problems, type RequestIssue } from './http/problem.js';
export { memoryStore, type MemoryStoreOptions } from './memory/memoryStore.js';
export type { MemberView } from './session/memberView.js';
export type { RoleView } from './session/roleView.js';
export { seedTenant } from './store/seedTenant.js';
export type {
  AuditQuery,
  Cursor,
  DirectoryQuery,
  KeptEdit,
  KeptEditLimits,
  MemberQuery,
  PageQuery,
  Store,
  StoredMember,
  StoredRole,
  StoredSubject,
  StoreEvent,
  SubjectRoles,
  TenantData,
  TenantEdit,
  TenantReader,
} from './store/Store.js';
