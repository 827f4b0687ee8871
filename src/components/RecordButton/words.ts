/** The words of the button where it is not given others. */
export const englishRecordWords = {
  start: 'Record',
  stop: 'Stop recording',
  starting: 'Starting…',
  stopping: 'Stopping…',
  on: 'Recording',
  started: 'This call is being recorded.',
  stopped: 'Recording has stopped.',
  cut: 'Recording was stopped.',
  failed: 'The phone system did not do it. Try again.',
  automatic: 'This call is recorded automatically.',
  notify: 'The caller is told.',
  objected: 'The caller has objected, so this call is not recorded.',
};

/** Every word that the button shows or says. */
export type RecordWords = Readonly<typeof englishRecordWords>;
