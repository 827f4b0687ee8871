// A vocabulary: the words that gates show to a user, in one table that the compiler compares with the reasons.
import type { Reason, UnknownCause } from '../../model/reason.js';

/** A key of the words of gates: a reason, a cause, or the name of a phrase. */
export type WordKey =
  Reason | UnknownCause | 'pending' | 'needs' | 'ask' | 'asking' | 'asked' | 'ask-failed' | 'lost' | 'unnamed';

/** The words of gates. `{names}` in `needs` and `{name}` in `lost` are filled in. */
export type Words = Readonly<Record<WordKey, string>>;

/** The default words of a provider. */
export const englishWords: Words = {
  'unknown-permission': 'This app asks for a permission that your phone system does not have.',
  'wrong-kind': 'This app asks for this permission in a way that has no answer.',
  'not-granted': 'Your role does not include this.',
  denied: 'An administrator has turned this off for you.',
  'out-of-scope': 'You don’t have access to this one.',
  'resource-required': 'This can only be answered for one item at a time.',
  plan: 'Your plan does not include this.',
  license: 'You do not have the licence for this.',
  prerequisite: 'This needs another permission that you do not have.',
  'not-yet': 'Your access to this has not started yet.',
  expired: 'Your access to this has ended.',
  conflict: 'This cannot be held together with another permission that you have.',
  delegated: 'You and the one you act for must both have this, and one of you does not.',
  consent: 'The person concerned has not agreed to this.',
  account: 'This is not available for your account.',
  unsupported: 'This is not supported here.',
  configuration: 'This has not been set up yet.',
  rank: 'You cannot do this to someone with this role.',
  ceiling: 'You cannot give more than you have or may hand out.',
  locked: 'This is locked and cannot be changed.',
  self: 'You cannot change your own permissions.',
  'last-holder': 'At least one person must keep this role.',
  'ask-server': 'Only the server can decide this.',
  'consent-not-known': 'It is not known whether the person concerned has agreed to this.',
  'unreadable-record': 'This item could not be read.',
  stale: 'Your permissions are out of date and could not be refreshed.',
  'load-failed': 'Your permissions could not be loaded.',
  'no-provider': 'Permissions are not set up on this page.',
  pending: 'Your permissions are being checked.',
  needs: 'Needed: {names}.',
  ask: 'Request access',
  asking: 'Requesting…',
  asked: 'Requested',
  'ask-failed': 'Request failed. Try again',
  lost: '{name} is no longer available.',
  unnamed: 'This control',
};
