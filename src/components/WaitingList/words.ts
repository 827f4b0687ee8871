// A vocabulary: every word that the list shows or says, in one table.
import { clockTime } from '../phone/clockTime.js';

/** The words of the list where it is not given others. Times come in seconds. */
export const englishWaitingWords = {
  title: 'Waiting calls',
  count: (count: number) => `${count}`,
  waits: (seconds: number) => clockTime(seconds),
  waiting: 'Waiting for',
  more: (count: number, left: number) => `Show ${count} more of ${left}`,
  pickUp: 'Answer',
  pickingUp: 'Connecting…',
  empty: 'Nobody is waiting.',
  loading: 'Loading the waiting calls…',
  pending: 'Checking what you may see…',
  failed: 'The waiting calls could not be loaded. Try again.',
  retry: 'Try again',
  pickUpFailed: 'This call could not be answered: it may have been taken by somebody else.',
  lost: 'You cannot see the waiting calls any more.',
};

/** Every word that the list shows or says. */
export type WaitingWords = Readonly<typeof englishWaitingWords>;
