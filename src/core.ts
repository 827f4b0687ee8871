export * from './evaluator/createEvaluator.js';
export * from './evaluator/resolveGrants.js';
export * from './model/index.js';
