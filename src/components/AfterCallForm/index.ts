export { AfterCallForm, type AfterCallFormProps } from './AfterCallForm.js';
export {
  afterCallConventions,
  type AfterCallPermission,
  type AfterCallPermissionIds,
  afterCallPermissions,
} from './permissions.js';
export {
  type AfterCall,
  type AfterCallOptions,
  type CallOutcome,
  type CallTag,
  useAfterCallForm,
} from './useAfterCallForm.js';
export { type Unmet, unmetDuties } from './unmet.js';
export { type AfterCallWords, englishAfterCallWords } from './words.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { Action, ActionState } from '../ui/useAction.js';
export type { Watch } from '../ui/useNow.js';
export type { HeadingLevel } from '../ui/Title.js';
