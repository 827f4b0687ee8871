// A vocabulary: every word that the form shows or says, in one table.
import { clockTime } from '../phone/clockTime.js';
import { englishMaskedNumberWords } from '../MaskedNumber/words.js';
import type { Unmet } from './unmet.js';

const unmet: Readonly<Record<Unmet, string>> = {
  checking: 'What has to be done is still being checked.',
  tags: 'Choose a tag.',
  note: 'Write a note.',
};

/** The words of the form where it is not given others. Times come in seconds. */
export const englishAfterCallWords = {
  title: 'After the call',
  left: (seconds: number) => `${clockTime(seconds)} left`,
  soon: (seconds: number) => `${seconds} seconds left to finish the call.`,
  over: 'The time is over.',
  overNews: 'The time after the call is over.',
  tags: 'Tags',
  note: 'Note',
  required: 'required',
  hiddenNumber: englishMaskedNumberWords.endingIn,
  noTags: 'There are no tags. Ask your administrator to make some.',
  close: 'Save and close',
  saving: 'Saving…',
  failed: 'This was not saved. Try again.',
  /** Introduces what is still to be done. */
  before: 'Before you close:',
  unmet,
};

/** Every word that the form shows or says. */
export type AfterCallWords = Readonly<typeof englishAfterCallWords>;
