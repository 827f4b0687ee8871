import { describe, expect, test } from 'vitest';
import { createListeningLog } from '../../src/player/createListeningLog.js';

describe('what was heard', () => {
  test('is told once, and goes on where it was told', () => {
    const log = createListeningLog();
    log.start(2);
    log.reach(5);
    expect(log.take('interval', [])).toEqual({
      cause: 'interval',
      heard: [{ start: 2, end: 5 }],
      seconds: 3,
      position: 5,
    });
    log.reach(6);
    log.stop();
    expect(log.take('pause', [])).toEqual({ cause: 'pause', heard: [{ start: 5, end: 6 }], seconds: 1, position: 6 });
    expect(log.take('leave', [])).toBeUndefined();
  });

  test('twice is one stretch, played twice', () => {
    const log = createListeningLog();
    log.start(0);
    log.reach(4);
    log.start(2);
    log.reach(5);
    expect(log.played()).toBe(7);
    expect(log.take('pause', [])).toMatchObject({ heard: [{ start: 0, end: 5 }], seconds: 5 });
  });

  test('does not contain what was silent', () => {
    const log = createListeningLog();
    log.start(0);
    log.reach(10);
    expect(log.take('end', [{ start: 3, end: 4 }])?.heard).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 10 },
    ]);
  });

  test('does not grow while nothing plays, nor backwards', () => {
    const log = createListeningLog();
    log.reach(4);
    expect(log.take('leave', [])).toBeUndefined();
    log.start(3);
    log.reach(2);
    expect(log.take('leave', [])).toBeUndefined();
  });
});
