import { setupWorker } from 'msw/browser';

/** The one worker of this page. A story adds handlers for its own base URL with `worker.use(…)` in a loader. */
export const worker = setupWorker();

/** Starts the worker before the first story; what no handler answers goes to the network as usual. */
export const startMocks = async (): Promise<void> => {
  await worker.start({ onUnhandledRequest: 'bypass', quiet: true });
};
