// A vocabulary: every word that the player shows or says, in one table.
import { clockTime } from '../phone/clockTime.js';
import type { AbsentStatus } from '../../player/recording.js';
import { speakTime } from './speakTime.js';

const unknownLength = 'length unknown';

/** The words of the player where it is not given others. Times come in seconds. */
export const englishRecordingWords = {
  untitled: 'Recording',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  /** The slider's value as it is spoken; the length may not be known. */
  spokenPosition: (at: number, duration: number | undefined, speaker: string | undefined, isRedacted: boolean) =>
    [
      duration === undefined ? `${speakTime(at)}, ${unknownLength}` : `${speakTime(at)} of ${speakTime(duration)}`,
      isRedacted ? 'redacted' : speaker,
    ]
      .filter(Boolean)
      .join(', '),
  unknownLength,
  time: (at: number) => clockTime(at),
  back: (seconds: number) => `Back ${seconds} seconds`,
  forward: (seconds: number) => `Forward ${seconds} seconds`,
  speed: 'Speed',
  rate: (rate: number) => `${rate}×`,
  mute: 'Mute',
  loop: 'Loop',
  loopOf: (start: number, end: number) => `Loop from ${clockTime(start)} to ${clockTime(end)}`,
  skipSilence: 'Skip silence',
  hiddenNumber: (digits: string) => (digits === '' ? 'hidden number' : `hidden number ending in ${digits}`),
  muteParty: (name: string) => `Mute ${name}`,
  soloParty: (name: string) => `Solo ${name}`,
  soloShort: 'Solo',
  /** Beside a sample of what is drawn over them. */
  redacted: 'Some parts are redacted',
  redactedNow: 'Parts of this recording are redacted for you from now on.',
  redactedWords: 'These words are redacted',
  transcript: 'Transcript',
  searchTranscript: 'Search the transcript',
  matches: (current: number, count: number) => (count === 0 ? 'No matches' : `${current} of ${count}`),
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  follow: 'Follow',
  download: 'Download',
  share: 'Share',
  delete: 'Delete',
  legalHold: 'Legal hold',
  held: (reason: string) => `This recording cannot be deleted. ${reason}`,
  deleteQuestion: (title: string) => `Delete “${title}”?`,
  deleteExplained: 'No one will be able to listen to it again.',
  notDeleted: 'The recording was not deleted.',
  deleteFailed: 'The recording was not deleted: the phone system did not answer as expected. Try again.',
  cancel: 'Cancel',
  deleting: 'Deleting…',
  deleted: 'The recording is deleted.',
  undo: 'Undo',
  undoing: 'Bringing it back…',
  undone: 'The recording is back.',
  undoFailed: 'The recording could not be brought back. Try again.',
  notes: 'Notes',
  addNote: (at: number) => `Note at ${clockTime(at)}`,
  saveNote: 'Add note',
  noteFailed: 'The note was not saved. Try again.',
  noteSaved: 'The note is saved.',
  goTo: (at: number) => `Go to ${clockTime(at)}`,
  shared: 'Shared.',
  downloaded: 'The download has started.',
  shareFailed: 'The recording was not shared. Try again.',
  downloadFailed: 'The recording could not be downloaded. Try again.',
  pending: 'Checking whether you may listen…',
  loading: 'Loading the recording…',
  cannotListen: 'You cannot listen to this recording.',
  withdrawn: 'You no longer have access to this recording.',
  stopped: (at: number) => `Playing was stopped at ${clockTime(at)}.`,
  resumed: (at: number) => `You may listen again. Playing goes on at ${clockTime(at)}.`,
  allowedAgain: 'You may listen again.',
  failed: 'The recording could not be loaded.',
  failedWhy:
    'The connection or the phone system failed on the way. Try again. If it keeps happening, contact your administrator.',
  refused: 'Your browser blocked playback. Press Play.',
  fixedOrder: 'This recording can only be played from its beginning: its server does not send parts of it.',
  displaced: (title: string) => `“${title}” was paused because another recording started.`,
  retry: 'Try again',
  checkAgain: 'Check again',
  processing: 'This recording is being processed.',
  processingWhy: 'It can be played in a few minutes.',
  empty: 'This recording is empty.',
  emptyWhy: 'Nobody spoke, or recording stopped before the call began.',
  missing: 'This recording cannot be found.',
  missingWhy: 'It was never stored, or it was moved. Your administrator can look for it.',
  expired: 'This recording has expired.',
  expiredWhy: 'It was kept for as long as your organisation keeps recordings, and was then removed.',
};

/** Every word that the player shows or says. */
export type RecordingWords = Readonly<typeof englishRecordingWords>;

/** The words for a recording that cannot be played as it is. */
export function absentWords(
  words: RecordingWords,
  status: AbsentStatus,
): { readonly title: string; readonly why: string } {
  return { title: words[status], why: words[`${status}Why`] };
}
