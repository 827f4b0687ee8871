import { keysOf, type PartKey, waitingListPart } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';

/** One right about waiting calls: to `see` them, and to pick one up. */
export type WaitingRight = PartKey<'waitingList'>;

/** Keys of the permissions about waiting calls. */
export const waitingRights: readonly WaitingRight[] = /* @__PURE__ */ keysOf(waitingListPart);

/** Which permission of the catalog stands for which right. */
export type WaitingRights = PermissionIds<WaitingRight>;

/** The permissions that are looked for in a catalog that binds none (`parts.waitingList`); a right that it lacks is denied. */
export const waitingConventions: Conventions<WaitingRight> = {
  see: ['waitingList.view'],
  pickUp: ['waitingList.pickUp'],
};

/** What the list asks. */
export const waitingAsks: Part<WaitingRight> = { name: 'waitingList', conventions: waitingConventions };
