export { createHandlers, type CreateHandlersOptions, type MockedApi } from './createHandlers.js';
export {
  createNetwork,
  type MockNetwork,
  type NetworkConditions,
  type NetworkFailure,
  networkFailures,
} from './createNetwork.js';
export { demoAuthenticate, demoHeaders } from './demoAuthenticate.js';
export { recordingHandlers, type RecordingHandlersOptions } from './recordingHandlers.js';
// The parts of a mocked API, from here too: one import is enough for a mock.
export { createPermissionApi, type PermissionApi, type PermissionApiOptions } from '../server/createPermissionApi.js';
export { memoryStore, type MemoryStoreOptions } from '../server/memory/memoryStore.js';
