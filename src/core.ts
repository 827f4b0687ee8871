export * from './evaluator/applyEdits.js';
export * from './evaluator/createDelegation.js';
export * from './evaluator/createEvaluator.js';
export * from './evaluator/resolveGrants.js';
export * from './model/index.js';
