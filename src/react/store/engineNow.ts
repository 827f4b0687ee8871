import type { Later } from '../../base/later.js';
import * as engine from './engine.js';

/** The reader and the evaluator, there from the start: a server renders once, and cannot wait. */
export const grantEngine: Later<typeof engine> = {
  get: () => engine,
  load: () => Promise.resolve(engine),
  hasFailed: () => false,
};
