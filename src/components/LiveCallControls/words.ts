// A vocabulary: every word that the controls show or say, in one table.
import { englishMaskedNumberWords } from '../MaskedNumber/words.js';
import type { Rung } from './rungs.js';

type ByRung = Readonly<Record<Rung, string>>;

const label: ByRung = { listen: 'Listen', whisper: 'Whisper', barge: 'Join', takeOver: 'Take over' };
const meaning: ByRung = {
  listen: 'No one hears you.',
  whisper: 'Only your colleague hears you.',
  barge: 'Everyone hears you.',
  takeOver: 'Your colleague leaves; you stay.',
};
const now: ByRung = {
  listen: 'You are listening.',
  whisper: 'You are whispering.',
  barge: 'You are in the call.',
  takeOver: 'You’re on the call now.',
};

/** The words of the controls where they are not given others. */
export const englishLiveCallWords = {
  label,
  meaning,
  now,
  groupOf: (name: string) => `Call of ${name}`,
  group: 'Ongoing call',
  hiddenNumber: englishMaskedNumberWords.endingIn,
  connecting: 'Connecting…',
  stop: 'Stop',
  stopped: 'You have left the call.',
  ended: 'The call has ended.',
  liveAgain: 'The call is live again.',
  gone: 'You are no longer in the call: your connection to it has ended.',
  cut: 'You were disconnected from the call.',
  stuck: 'We couldn’t disconnect you. You may still be in the call. Try again.',
  failed: 'The phone system did not connect you. Try again.',
  noticeTitle: (action: string) => `${action}?`,
  confirm: 'Continue',
  cancel: 'Cancel',
};

/** Every word that the controls show or say. */
export type LiveCallWords = Readonly<typeof englishLiveCallWords>;
