import type { Conventions } from '../rights/findPermissions.js';
import type { CallerPurpose } from './callerNumber.js';

/** Everything about caller IDs that can be allowed or not. */
export const callerIdRights = [
  'choose',
  'preset',
  'dial',
  'anonymous',
  'localPresence',
  'outOfPlan',
  'special',
] as const;

/**
 * One thing that can be allowed or not: to `choose` a number, to use one that is `preset`, to `dial` with it at all,
 * to be `anonymous`, to be suggested a number of the other's area, and to reach destinations that the plan does not
 * include or that are special.
 */
export type CallerIdRight = (typeof callerIdRights)[number];

/** Which permission of the catalog stands for which right. */
export type CallerIdRights = Readonly<Record<CallerIdRight, string>>;

const destinations = {
  localPresence: ['localPresence.use'],
  outOfPlan: ['destinations.outOfPlan'],
  special: ['destinations.special', 'destinations.frenchSpecial'],
};

/**
 * The permissions that catalogs have by convention, the likeliest first. A right that a catalog lacks is denied,
 * except for those in `callerIdNarrowing`. A catalog that has none of `choose`, `preset` and `dial` says nothing
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
