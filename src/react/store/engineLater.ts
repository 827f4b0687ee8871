import { later } from '../../base/later.js';

/** The reader and the evaluator, loaded beside the first grants. package.json takes this file for browsers. */
export const grantEngine = /* @__PURE__ */ later(() => import('./engine.js'));
