import type { Conventions } from '../rights/findPermissions.js';

/** Keys of the permissions of the form: the right to tag, the two duties, and the seconds that are allotted. */
export const afterCallPermissions = ['tag', 'tagsRequired', 'noteRequired', 'duration'] as const;

/** One of them. */
export type AfterCallPermission = (typeof afterCallPermissions)[number];

/** Which permission of the catalog stands for which. */
export type AfterCallPermissionIds = Readonly<Record<AfterCallPermission, string>>;

/** The permissions that catalogs have by convention, the likeliest first. */
export const afterCallConventions: Conventions<AfterCallPermission> = {
  tag: ['calls.tag', 'calls.tags'],
  tagsRequired: ['tags.required'],
  noteRequired: ['notes.required'],
  duration: ['afterCall.duration'],
};
