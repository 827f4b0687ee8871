import { afterCallPart, keysOf, type PartKey } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';

/** One permission of the form: the right to `tag`, the two duties, or the seconds that are allotted. */
export type AfterCallPermission = PartKey<'afterCall'>;

/** Keys of the permissions of the form. */
export const afterCallPermissions: readonly AfterCallPermission[] = /* @__PURE__ */ keysOf(afterCallPart);

/** Which permission of the catalog stands for which. */
export type AfterCallPermissionIds = PermissionIds<AfterCallPermission>;

/** The permissions that are looked for in a catalog that binds none (`parts.afterCall`), the likeliest first. */
export const afterCallConventions: Conventions<AfterCallPermission> = {
  tag: ['calls.tag', 'calls.tags'],
  tagsRequired: ['tags.required'],
  noteRequired: ['notes.required'],
  duration: ['afterCall.duration'],
};

/** The duties: a catalog that has none of their permissions obliges nobody. */
const duties = ['tagsRequired', 'noteRequired'] as const;

/** What the form asks. */
export const afterCallAsks: Part<AfterCallPermission, (typeof duties)[number]> = {
  name: 'afterCall',
  conventions: afterCallConventions,
  narrowing: duties,
};
