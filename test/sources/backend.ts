import type { Way } from './conformance.js';
import { json } from './fakeFetch.js';

/** A backend over HTTP in the hands of a test. */
export interface Backend {
  readonly fetch: typeof globalThis.fetch;
  readonly way: Way;
  /** Ends every fault on the way, since there is something to say again. */
  recover(): void;
}

/** Makes a backend that answers requests, but for what goes wrong on the way. */
export function createBackend(answer: (request: Request) => unknown): Backend {
  let fault: 'failing' | 'offline' | undefined;
  let held: Promise<void> = Promise.resolve();
  const respond = async (request: Request) => {
    await held;
    if (fault === 'offline') throw new TypeError('fetch failed');
    if (fault === 'failing') return json({ error: 'out of order' }, {}, 503);
    const body = await answer(request);
    return body instanceof Response ? body : body === undefined ? json({}, {}, 404) : json(body);
  };
  return {
    fetch: (input, init) => {
      const request = new Request(
        new URL(String(input instanceof Request ? input.url : input), 'https://backend.example'),
        init,
      );
      const aborted = new Promise<never>((_, reject) =>
        request.signal.addEventListener('abort', () => reject(request.signal.reason)),
      );
      return Promise.race([respond(request), aborted]);
    },
    recover: () => void (fault = undefined),
    way: {
      stall: () => {
        let release = () => {};
        held = new Promise((resolve) => (release = resolve));
        return () => release();
      },
      fail: () => void (fault = 'failing'),
      goOffline: () => void (fault = 'offline'),
      comeBack: () => void (fault = undefined),
    },
  };
}
