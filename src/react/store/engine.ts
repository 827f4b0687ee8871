// What reads a grant set and decides with it: most of the kit's size, and of no use before there are grants.
export { createEvaluator } from '../../evaluator/decide/createEvaluator.js';
export { acceptGrants } from './acceptGrants.js';
