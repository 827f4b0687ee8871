import { describe, expect, test } from 'vitest';
import { findSilences } from '../../src/player/findSilences.js';
import { recordingFacts, recordingFiles } from '../../src/msw/demo/recordingFiles.js';

/** Ten samples for each second. */
const peaks = (text: string) => text.split('').map((each) => (each === '#' ? 0.5 : 0.01));

describe('silence', () => {
  test('is where no party speaks', () => {
    const agent = peaks('##########..............................');
    const customer = peaks('....................####################');
    expect(findSilences([agent, customer], 4)).toEqual([{ start: 1.15, end: 1.85 }]);
  });

  test('is not a pause between two words', () => {
    expect(findSilences([peaks('###.......###')], 1.3)).toEqual([]);
  });

  test('is nowhere without peaks', () => {
    expect(findSilences([], 10)).toEqual([]);
    expect(findSilences([[]], 10)).toEqual([]);
  });

  test('of the demo recording is where the customer is put on hold', () => {
    const found = findSilences(recordingFiles.unredacted.peaks, recordingFacts.duration);
    expect(found.map(({ start, end }) => [Math.round(start), Math.round(end)])).toEqual([[15, 17]]);
  });
});
