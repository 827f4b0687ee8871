import { latestMoment } from '../../base/moment.js';

/** From when to when something holds, in milliseconds since 1970; open where a side is not given. */
export interface Window {
  readonly startsAt?: number;
  readonly endsAt?: number;
  /** Whose window it is: a bound that cannot be read closes an allow and leaves a deny in force (law 14). */
  readonly effect?: 'allow' | 'deny';
}

const isRead = (at: unknown): at is number => typeof at === 'number' && !Number.isNaN(at);

function start({ startsAt, effect }: Window): number {
  const at = startsAt ?? -Infinity;
  return isRead(at) ? at : effect === 'deny' ? -Infinity : Infinity;
}

function end({ endsAt, effect }: Window): number {
  const at = endsAt ?? Infinity;
  return isRead(at) ? at : effect === 'deny' ? Infinity : -Infinity;
}

/**
 * A window without an end where it would end after the last moment that a date can stand for; older versions stored
 * such. What would begin there never does, and begins at that last moment. The same object where nothing is so far.
 */
export function withinDates<T extends Window>(window: T): T {
  const { startsAt = 0, endsAt = 0 } = window;
  if (!(startsAt > latestMoment) && !(endsAt > latestMoment)) return window;
  const { endsAt: end, ...open } = window;
  const kept = end !== undefined && end <= latestMoment ? window : open;
  // Only a member that may be absent was left out.
  return { ...kept, ...(startsAt > latestMoment && { startsAt: latestMoment }) } as T;
}

/** From when until just before when something holds; infinite where a side is open. */
export function boundsOf(window: Window): readonly [from: number, until: number] {
  return [start(window), end(window)];
}

/** Whether a moment lies in a window. */
export function isInForce(window: Window, now: number): boolean {
  return start(window) <= now && now < end(window);
}

/** Windows of which none is open now: when the next one begins, or when the last one ended. */
export interface OutOfTime {
  readonly reason: 'not-yet' | 'expired';
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Why none of some windows is open now; `undefined` where one is, or where there is none. */
export function outOfTime(windows: readonly Window[], now: number): OutOfTime | undefined {
  if (windows.length === 0 || windows.some((window) => isInForce(window, now))) return undefined;
  const starts = windows.flatMap(({ startsAt = -Infinity }) => (startsAt > now ? [startsAt] : []));
  if (starts.length > 0) return { reason: 'not-yet', at: Math.min(...starts) };
  return { reason: 'expired', at: Math.max(...windows.map(({ endsAt = -Infinity }) => endsAt)) };
}

/** Whether no moment lies in a window, since it ends before it begins. */
export function isNever(window: Window): boolean {
  return start(window) >= end(window);
}

/** Whether two windows have a moment in common. */
export function overlaps(a: Window, b: Window): boolean {
  return Math.max(start(a), start(b)) < Math.min(end(a), end(b));
}

/** Whether every moment of `inner` lies in `outer`. */
export function spans(outer: Window, inner: Window): boolean {
  return start(outer) <= start(inner) && end(inner) <= end(outer);
}

/** The pieces of a grant's time that lie outside of some windows: nothing where one of them has no bounds. */
export function outside<T extends Window>(grant: T, windows: readonly Window[]): T[] {
  return windows.reduce<T[]>((pieces, window) => pieces.flatMap((piece) => outsideOne(piece, window)), [grant]);
}

function outsideOne<T extends Window>(piece: T, window: Window): T[] {
  const before = { ...piece, endsAt: Math.min(start(window), end(piece)) };
  const after = { ...piece, startsAt: Math.max(end(window), start(piece)) };
  return [before, after].filter((each) => !isNever(each));
}

/** All of time, cut wherever one of some windows opens or closes. */
export function cutTimes(windows: readonly Window[]): Window[] {
  const bounds = windows.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]).filter(isRead);
  const moments = [...new Set(bounds)].sort((a, b) => a - b);
  return [undefined, ...moments].map((startsAt, i) => {
    const endsAt = moments[i];
    return { ...(startsAt !== undefined && { startsAt }), ...(endsAt !== undefined && { endsAt }) };
  });
}
