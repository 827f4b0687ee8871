export * from './createHandlers.js';
export {
  type MockNetwork,
  type NetworkConditions,
  type NetworkFailure,
  createNetwork,
  networkFailures,
} from './createNetwork.js';
export * from './demoAuthenticate.js';
export * from './demo/adminNonAdmin.js';
export * from './demo/omnivoice.js';
export * from './demo/ringover.js';
export * from './demo/recordingFiles.js';
export * from './demo/recordingHandlers.js';
// What a mock is made of, from here too: one import is enough for a mock.
export { createPermissionApi, type PermissionApi, type PermissionApiOptions } from '../server/createPermissionApi.js';
export { memoryStore, type MemoryStoreOptions } from '../server/memory/memoryStore.js';
