import { describe, expect, test } from 'vitest';
import { initialPlayback } from '../../../src/player/playbackState.js';
import { type ViewInputs, viewOf } from '../../../src/components/RecordingPlayer/viewOf.js';
import type { Decision } from '../../../src/model/decision.js';

const allowed: Decision = { status: 'allowed', by: { permission: 'x', effect: 'allow', from: 'member' } };
const others: readonly Decision[] = [
  { status: 'pending' },
  { status: 'denied', reason: 'not-granted' },
  { status: 'unknown', cause: 'stale' },
];
const inputs: ViewInputs = {
  see: allowed,
  listen: allowed,
  recording: { id: '7' },
  playback: { ...initialPlayback, phase: 'ready' },
  isDeleted: false,
  wasSeen: false,
};

describe('the view', () => {
  test.each(others)('hides that there is a recording while seeing it is $status', (see) => {
    expect(viewOf({ ...inputs, see })).toBe('hidden');
    expect(viewOf({ ...inputs, see, isDeleted: true, recording: { id: '7', status: 'expired' } })).toBe('hidden');
  });

  test('tells somebody who saw it that it is gone, or being checked', () => {
    expect(others.map((see) => viewOf({ ...inputs, see, wasSeen: true }))).toEqual([
      'pending',
      'withdrawn',
      'withdrawn',
    ]);
  });

  test('shows nothing to play while listening is anything but allowed', () => {
    expect(others.map((listen) => viewOf({ ...inputs, listen }))).toEqual(['pending', 'denied', 'denied']);
  });

  test('shows what playing has come to', () => {
    const phases = ['off', 'idle', 'loading', 'ready', 'failed'] as const;
    const views = phases.map((phase) => viewOf({ ...inputs, playback: { ...initialPlayback, phase } }));
    expect(views).toEqual(['loading', 'ready', 'loading', 'ready', 'failed']);
    expect(viewOf({ ...inputs, playback: { ...initialPlayback, phase: 'absent', absent: 'empty' } })).toBe('empty');
  });

  test('shows what the recording is like before what may be done with it', () => {
    expect(viewOf({ ...inputs, listen: others[1] ?? allowed, recording: { id: '7', status: 'processing' } })).toBe(
      'processing',
    );
  });
});
