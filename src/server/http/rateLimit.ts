import { ProblemError } from './problem.js';

/** Counts what each key asked for, and refuses beyond the limit. */
export interface RateLimit {
  /** Takes one; refuses with 429 where the key has none left. `now` in milliseconds since 1970. */
  take(key: string, now: number): void;
}

interface Bucket {
  left: number;
  at: number;
}

const maxKeys = 50_000;

/**
 * Lets each key have `perMinute` at once, refilled evenly over a minute. It counts in this process only, which
 * bounds the work of each process; a limit across processes belongs to what stands in front of them.
 */
export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, now) {
      const bucket = buckets.get(key) ?? { left: perMinute, at: now };
      const left = Math.min(perMinute, bucket.left + (Math.max(0, now - bucket.at) * perMinute) / 60_000);
      if (left < 1) throw tooMany(perMinute, Math.ceil(((1 - left) * 60) / perMinute));
      // Deleted first, so that the map keeps the order of use and the first key is the longest idle one.
      buckets.delete(key);
      buckets.set(key, { left: left - 1, at: now });
      const [idle] = buckets.keys();
      if (buckets.size > maxKeys && idle !== undefined) buckets.delete(idle);
    },
  };
}

function tooMany(limit: number, seconds: number): ProblemError {
  const detail = `At most ${limit} in a minute are answered; wait ${seconds} s, then send the request again.`;
  return new ProblemError('too-many-requests', { detail, limit }, { 'retry-after': String(seconds) });
}
