import type { Window } from '../../../evaluator/decide/timeWindow.js';
import { latestMoment } from '../../../base/moment.js';

/** The date of a number from outside, in milliseconds since 1970; `undefined` where it is none. */
export function dateOf(at: unknown): Date | undefined {
  return typeof at === 'number' && Math.abs(at) <= latestMoment ? new Date(at) : undefined;
}

/** A moment in the reader's own way of writing it. `at` is in milliseconds since 1970. */
export function momentWords(at: number | undefined): string {
  if (at === undefined) return '';
  return dateOf(at)?.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }) ?? 'at no date that there is';
}

/** From when to when: `from 1 Dec 2026, 09:00 until …`; nothing where it is always, and no end after every date. */
export function windowWords({ startsAt, endsAt }: Window): string {
  return [
    ...(startsAt === undefined ? [] : [`from ${momentWords(startsAt)}`]),
    ...(endsAt === undefined || endsAt > latestMoment ? [] : [`until ${momentWords(endsAt)}`]),
  ].join(' ');
}
