import { attempt } from '../base/attempt.js';
import type { Clock } from '../base/clock.js';
import { pause } from './systemClock.js';
import type { LiveMessage } from './LiveMessage.js';

/** A task in the background, and who hears of its end. */
export interface BackgroundTask {
  readonly clock: Clock;
  /** Milliseconds before it is started again. */
  readonly pollEvery: number;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly hear: (message: LiveMessage) => void;
}

/**
 * Runs a task until the signal is aborted. One that ends by itself, for whatever reason, is a lost connection: that
 * is told, something may have been missed, and it is started again after a pause.
 */
export async function keepRunning({ clock, pollEvery, run, hear }: BackgroundTask, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await run(signal);
    } catch {
      // Why it ended changes nothing: `lost` is what the listeners can act on.
    }
    if (signal.aborted) return;
    attempt(() => hear({ type: 'lost' }));
    attempt(() => hear({ type: 'reload' }));
    await pause(clock, pollEvery, signal);
  }
}
