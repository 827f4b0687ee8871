import type { Conventions } from '../shared/findPermissions.js';
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
 * The permissions that catalogs have by convention, the likeliest first. A right that a catalog lacks is denied;
 * only `dial` is not asked for where there is no such permission.
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
