import { setupWorker } from 'msw/browser';
import type { HttpHandler } from 'msw';
import { afterAll, afterEach, beforeAll } from 'vitest';

const worker = setupWorker();
const seen: string[] = [];
let count = 0;

// Observed rather than read later: the browser itself keeps the first 250 only.
const loaded: PerformanceEntry[] = [];
const keep = (entries: readonly PerformanceEntry[]) => void loaded.push(...entries);
const observer = new PerformanceObserver((list) => keep(list.getEntries()));

/** A place on the mocked network, and everything that any part of the page has asked of it: scripts, media, links. */
export interface Network {
  readonly baseUrl: string;
  /** Paths below the base, in the order in which they were asked for. */
  readonly requests: () => string[];
  readonly use: (...handlers: HttpHandler[]) => void;
}

/** Puts the mocked network under every test of a file. */
export function withNetwork(): void {
  beforeAll(async () => {
    observer.observe({ type: 'resource', buffered: true });
    await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
    // Files share a page: what an earlier one listened with would note each request down once more.
    worker.events.removeAllListeners();
    worker.events.on('request:start', ({ request }) => void seen.push(request.url));
  });
  afterEach(() => worker.resetHandlers());
  afterAll(() => {
    worker.stop();
    observer.disconnect();
  });
}

/** Makes a place of its own for one test. */
export function createNetwork(): Network {
  const baseUrl = new URL(`phone-${(count += 1)}`, location.origin).href;
  return {
    baseUrl,
    requests: () => seen.filter((url) => url.startsWith(`${baseUrl}/`)).map((url) => url.slice(baseUrl.length)),
    use: (...handlers) => worker.use(...handlers),
  };
}

/**
 * Every resource that the browser says it has begun to load from a place since a moment of `performance.now()`: the
 * page's own books, apart from the mock's.
 */
export function loadedFrom({ baseUrl }: Network, since = 0): string[] {
  keep(observer.takeRecords());
  return loaded
    .filter(({ name, startTime }) => startTime >= since && name.startsWith(`${baseUrl}/`) && !name.includes('/fence-'))
    .map(({ name }) => name);
}

/**
 * Waits until everything that was asked before has been noted down: one more request goes the same way and comes
 * last. Returns what was asked before it.
 */
export async function settledRequests({ baseUrl, requests }: Network): Promise<string[]> {
  const fence = `/fence-${(count += 1)}`;
  // Nothing answers it but the page's own server, and that it does is all that matters.
  await fetch(`${baseUrl}${fence}`);
  const all = requests();
  return all.slice(0, all.indexOf(fence)).filter((path) => !path.startsWith('/fence-'));
}
