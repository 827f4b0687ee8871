import { callerIdPart, keysOf, type PartKey } from '../../model/parts.js';
import type { Conventions, Part, PermissionIds } from '../rights/findPermissions.js';
import type { CallerPurpose } from './callerNumber.js';

/**
 * One thing that can be allowed or not: to `choose` a number, to use one that is `preset`, to `dial` with it at all,
 * to be `anonymous`, to be suggested a number of the other's area, and to reach destinations that the plan does not
 * include or that are special.
 */
export type CallerIdRight = PartKey<'callerId'>;

/** Everything about caller IDs that can be allowed or not. */
export const callerIdRights: readonly CallerIdRight[] = /* @__PURE__ */ keysOf(callerIdPart);

/** Which permission of the catalog stands for which right. */
export type CallerIdRights = PermissionIds<CallerIdRight>;

const destinations = {
  localPresence: ['localPresence.use'],
  outOfPlan: ['destinations.outOfPlan'],
  special: ['destinations.special', 'destinations.frenchSpecial'],
};

/**
 * The permissions that are looked for in a catalog that binds none (`parts.callerId` and `parts.messageId`), the
 * likeliest first. A right that a catalog lacks is denied, except for those in `callerIdNarrowing`. A catalog that has none of `choose`, `preset` and `dial` says nothing
 * about caller IDs: there the default number is in use, and no other can be chosen.
 */
export const callerIdConventions: Readonly<Record<CallerPurpose, Conventions<CallerIdRight>>> = {
  call: {
    choose: ['callerId.choose', 'callerId.use', 'numbers.callFrom'],
    preset: ['callerId.preset'],
    dial: ['calls.dial'],
    anonymous: ['callerId.anonymous'],
    ...destinations,
  },
  message: {
    choose: ['messageId.choose', 'numbers.messageFrom'],
    preset: ['messageId.preset'],
    dial: ['sms.use', 'messages.send'],
    // Nobody can answer a message without a sender; a catalog that allows it names its permission.
    anonymous: [],
    ...destinations,
  },
};

/**
 * The rights that only narrow what one may call: where a catalog lacks them, nothing is narrowed. To hide the caller
 * ID by a code before the number (`*67`) asks for `anonymous` in this way as well.
 */
export const callerIdNarrowing = ['dial', 'outOfPlan', 'special'] as const satisfies readonly CallerIdRight[];

/** What a picker asks, by what its numbers are for. */
export const callerIdAsks: Readonly<Record<CallerPurpose, Part<CallerIdRight, (typeof callerIdNarrowing)[number]>>> = {
  call: { name: 'callerId', conventions: callerIdConventions.call, narrowing: callerIdNarrowing },
  message: { name: 'messageId', conventions: callerIdConventions.message, narrowing: callerIdNarrowing },
};
