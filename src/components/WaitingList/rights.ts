import type { Conventions } from '../rights/findPermissions.js';

/** Keys of the permissions about waiting calls: to see them, and to pick one up. */
export const waitingRights = ['see', 'pickUp'] as const;

/** One of them. */
export type WaitingRight = (typeof waitingRights)[number];

/** Which permission of the catalog stands for which right. */
export type WaitingRights = Readonly<Record<WaitingRight, string>>;

/** The permissions that catalogs have by convention; a right that a catalog lacks is denied. */
export const waitingConventions: Conventions<WaitingRight> = {
  see: ['waitingList.view'],
  pickUp: ['waitingList.pickUp'],
};
