import type { Window } from '../../../evaluator/window.js';

/** A moment in the reader's own way of writing it. `at` is in milliseconds since 1970. */
export function momentWords(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

/** From when to when: `from 1 Dec 2026, 09:00 until …`; nothing where it is always. */
export function windowWords({ startsAt, endsAt }: Window): string {
  return [
    ...(startsAt === undefined ? [] : [`from ${momentWords(startsAt)}`]),
    ...(endsAt === undefined ? [] : [`until ${momentWords(endsAt)}`]),
  ].join(' ');
}
