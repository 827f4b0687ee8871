import { expect, it } from 'vitest';
import { keepRunning } from '../../src/client/keepRunning.js';
import type { LiveMessage } from '../../src/client/LiveMessage.js';
import { createManualClock } from '../sources/manualClock.js';

const endings: Readonly<Record<string, () => Promise<void>>> = {
  returns: () => Promise.resolve(),
  rejects: () => Promise.reject(new Error('refused')),
  'rejects with nothing': () => Promise.reject(),
  throws: () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  },
};

it.each(Object.keys(endings))(
  'a task that %s is told as lost, has everybody ask, and is started again until nobody listens',
  async (how) => {
    const clock = createManualClock();
    const heard: LiveMessage['type'][] = [];
    const stop = new AbortController();
    let runs = 0;
    const run = () => {
      runs += 1;
      return (endings[how] ?? Promise.reject)();
    };
    const ended = keepRunning({ clock, pollEvery: 30_000, run, hear: ({ type }) => heard.push(type) }, stop.signal);
    for (let round = 1; round <= 3; round += 1) {
      await clock.untilWaiting(30_000);
      expect([runs, heard.splice(0)]).toEqual([round, ['lost', 'reload']]);
      clock.advance(30_000);
    }
    await clock.untilWaiting(30_000);
    stop.abort();
    await ended;
    expect([clock.waiting, runs]).toEqual([0, 4]);
  },
);

it('a listener that throws does not end the task', async () => {
  const clock = createManualClock();
  const stop = new AbortController();
  let runs = 0;
  const run = () => Promise.resolve(void (runs += 1));
  const hear = () => {
    throw new Error('deaf');
  };
  const ended = keepRunning({ clock, pollEvery: 30_000, run, hear }, stop.signal);
  await clock.untilWaiting(30_000);
  clock.advance(30_000);
  await clock.untilWaiting(30_000);
  expect(runs).toBe(2);
  stop.abort();
  await ended;
});
