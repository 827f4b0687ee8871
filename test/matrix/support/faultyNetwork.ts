import type { Random } from './random.js';

/** A network that loses requests, loses answers, sends requests twice, is slow, and hands out 503s. */
export function faultyNetwork(fetch: typeof globalThis.fetch, random: Random): typeof globalThis.fetch {
  return async (input, init) => {
    await pause(random.next() * 4);
    if (random.chance(0.08)) throw new TypeError('The request was lost.');
    if (random.chance(0.05))
      return new Response('{}', { status: 503, headers: { 'content-type': 'application/json' } });
    if (init?.method === 'PATCH' && random.chance(0.08)) await fetch(input, init);
    const response = await fetch(input, init);
    await pause(random.next() * 4);
    if (random.chance(0.08)) throw new TypeError('The answer was lost.');
    return response;
  };
}

// Slowness is what is simulated here; nothing waits for it by the clock.
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
