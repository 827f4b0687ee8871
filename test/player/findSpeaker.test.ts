import { describe, expect, test } from 'vitest';
import { findSpeaker } from '../../src/player/findSpeaker.js';

const channels = [
  { id: 'a', label: 'Ada' },
  { id: 'b', label: 'Bo' },
];
const peaks = [
  [0.5, 0.5, 0, 0, 0.2],
  [0, 0, 0, 0, 0.4],
];

describe('who speaks', () => {
  test('is as the transcript has it', () => {
    const transcript = [{ start: 0, end: 1, party: 'b', text: 'Hello' }];
    expect(findSpeaker({ channels, peaks, transcript }, 5, 0.5)?.label).toBe('Bo');
  });

  test('is whose channel is the louder one, where there is no transcript', () => {
    expect(findSpeaker({ channels, peaks }, 5, 0.5)?.label).toBe('Ada');
    expect(findSpeaker({ channels, peaks }, 5, 4.5)?.label).toBe('Bo');
  });

  test('is nobody in silence, and unknown without channels', () => {
    expect(findSpeaker({ channels, peaks }, 5, 2.9)).toBeUndefined();
    expect(findSpeaker({ peaks }, 5, 0.5)).toBeUndefined();
    expect(findSpeaker({}, 5, 0.5)).toBeUndefined();
  });
});
