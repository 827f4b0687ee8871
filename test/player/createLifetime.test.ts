import { describe, expect, test, vi } from 'vitest';
import { createLifetime } from '../../src/player/createLifetime.js';

describe('a lifetime', () => {
  test('undoes what was added, the last first, once', () => {
    const life = createLifetime();
    const done: string[] = [];
    life.add(() => done.push('first'));
    life.add(() => done.push('second'));
    life.end();
    life.end();
    expect(done).toEqual(['second', 'first']);
    expect(life.signal.aborted).toBe(true);
  });

  test('undoes at once what is added too late', () => {
    const life = createLifetime();
    life.end();
    const undo = vi.fn();
    life.add(undo);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  test('ends listening, also when it was begun too late', () => {
    const life = createLifetime();
    const target = new EventTarget();
    const heard = vi.fn();
    life.listen(target, 'ring', heard);
    target.dispatchEvent(new Event('ring'));
    life.end();
    life.listen(target, 'ring', heard);
    target.dispatchEvent(new Event('ring'));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('lets no timer run after its end', () => {
    vi.useFakeTimers();
    const life = createLifetime();
    const run = vi.fn();
    life.timeout(run, 10);
    life.timeout(run, 30);
    const cancel = life.timeout(run, 10);
    cancel();
    vi.advanceTimersByTime(20);
    life.end();
    life.timeout(run, 0);
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
