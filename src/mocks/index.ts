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
