import { expect, test } from 'vitest';
import { speakTime } from '../../../src/components/RecordingPlayer/speakTime.js';

test.each([
  [0, '0 seconds'],
  [7.9, '7 seconds'],
  [61, '1 minute 1 second'],
  [600, '10 minutes'],
  [3_723, '1 hour 2 minutes 3 seconds'],
  [-1, '0 seconds'],
  [NaN, '0 seconds'],
  [Infinity, '0 seconds'],
])('%d seconds are spoken as “%s”', (seconds, spoken) => {
  expect(speakTime(seconds)).toBe(spoken);
});
