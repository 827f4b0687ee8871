export { type ApiLimits, defaultLimits } from './ApiContext.js';
export * from './Caller.js';
export * from './createPermissionApi.js';
export { type ProblemCode, type ProblemDetails, type RequestIssue, problems } from './http/problem.js';
export * from './memoryStore.js';
export * from './Store.js';
export * from './tenantCatalog.js';
export * from './sqlStore.js';
export * from './seedTenant.js';
