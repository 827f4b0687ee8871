// A vocabulary: every word that the picker shows or says, in one table.
import { englishMaskedNumberWords } from '../MaskedNumber/words.js';
import type { CallerPurpose } from './callerNumber.js';
import type { RefusalCode } from './refusal.js';
import type { Nearness } from './suggestLocal.js';

type ByPurpose = Readonly<Record<CallerPurpose, string>>;

const label: ByPurpose = { call: 'Call with', message: 'Send from' };
const none: ByPurpose = {
  call: 'You don’t have a number to call from.',
  message: 'You don’t have a number to send messages from.',
};
const lostLast: ByPurpose = {
  call: 'You cannot call until you are given another number.',
  message: 'You cannot send messages until you are given another number.',
};
const cannotNow: ByPurpose = {
  call: 'You cannot call now.',
  message: 'You cannot send messages now.',
};
const nowFrom = {
  call: (name: string) => `Calls now come from ${name}.`,
  message: (name: string) => `Messages now come from ${name}.`,
};

/** What is said about a destination or a caller ID that keeps one from dialling. */
const refusals: Readonly<Record<RefusalCode, string>> = {
  pending: 'Your numbers are being checked.',
  'no-number': 'There is no number to use.',
  'out-of-plan': 'Your plan doesn’t cover this destination.',
  special: 'This is a special number, which can cost extra.',
  hidden: 'This number begins with a code that hides your caller ID.',
  invalid: 'This is not a phone number.',
  incomplete: 'Enter the full number.',
};

const nearness: Readonly<Record<Nearness, string>> = {
  'same-area': 'Same area as the number you call',
  'same-country': 'Same country as the number you call',
};

/** The words of the picker where it is not given others. */
export const englishCallerIdWords = {
  label,
  none,
  lostLast,
  cannotNow,
  nowFrom,
  refusals,
  nearness,
  noNumbers: 'Ask your administrator to assign a number to you, or to preselect one.',
  lost: (name: string) => `${name} is no longer available.`,
  anonymous: 'Anonymous',
  anonymousHint: 'Your number is not shown',
  hiddenNumber: englishMaskedNumberWords.endingIn,
  noNumber: englishMaskedNumberWords.noNumber,
  default: 'Default',
  suggested: 'Suggested',
  pinned: 'Pinned',
  recent: 'Recent',
  others: 'Numbers',
  placeholder: 'Search by name, number or group',
  open: 'Show numbers',
  noMatch: 'No number matches.',
  locked: 'Locked during a call.',
  onlyOne: 'Your only number.',
  preset: 'Set by your administrator.',
  loading: 'Your numbers are being loaded…',
  failed: 'Your numbers could not be loaded.',
  failedWhy:
    'The connection or the phone system failed on the way. Try again. If it keeps happening, contact your administrator.',
  retry: 'Try again',
  dismiss: 'Dismiss',
};

/** Every word that the picker shows or says. */
export type CallerIdWords = Readonly<typeof englishCallerIdWords>;
