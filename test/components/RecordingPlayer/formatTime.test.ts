import { expect, test } from 'vitest';
import { formatTime, speakTime } from '../../../src/components/RecordingPlayer/formatTime.js';

test.each([
  [0, '0:00', '0 seconds'],
  [7.9, '0:07', '7 seconds'],
  [61, '1:01', '1 minute 1 second'],
  [600, '10:00', '10 minutes'],
  [3_723, '1:02:03', '1 hour 2 minutes 3 seconds'],
  [-1, '0:00', '0 seconds'],
  [NaN, '0:00', '0 seconds'],
  [Infinity, '0:00', '0 seconds'],
])('%d seconds are shown as %s and spoken as “%s”', (seconds, shown, spoken) => {
  expect(formatTime(seconds)).toBe(shown);
  expect(speakTime(seconds)).toBe(spoken);
});
