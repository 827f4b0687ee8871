'use client';
import { useContext, useEffect, useRef } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import type { PlaybackState } from '../../player/playbackState.js';
import type { RecordingDecisions } from './useRecordingRights.js';
import type { PlayerView } from './viewOf.js';
import { absentWords, type RecordingWords } from './words.js';

/** Options of `usePlayerNews`. */
export interface PlayerNews {
  /** The id of the recording; what was said of another one is no news about this one. */
  readonly of: string;
  /** The title, as it may be shown. */
  readonly title: string;
  readonly isSeekable: boolean;
  readonly isDisplaced: boolean;
  readonly view: PlayerView;
  readonly failure: PlaybackState['failure'];
  /** Read when something is said, not before: what stopped has stopped by then. */
  readonly playback: () => PlaybackState;
  readonly decisions: RecordingDecisions;
  readonly words: RecordingWords;
}

/** Announces changes in the provider's live region: a right that was lost or is back, a failure, a deletion (law 13). */
export function usePlayerNews(news: PlayerNews): void {
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const last = useRef<PlayerNews>(undefined);
  /** Whether it could be heard before: only then is it news that it cannot be heard, or can be again. */
  const wasOpen = useRef(false);
  useEffect(() => {
    const before = last.current?.of === news.of ? last.current : undefined;
    if (!before) wasOpen.current = false;
    const text = before && newsText(before, news, wasOpen.current, explain);
    last.current = news;
    wasOpen.current ||= isOpen(news.view);
    if (text) announce(text);
  });
}

function isOpen(view: PlayerView): boolean {
  return view === 'loading' || view === 'ready';
}

function newsText(
  before: PlayerNews,
  after: PlayerNews,
  wasOpen: boolean,
  explain: ReturnType<typeof useExplain>,
): string | undefined {
  const { view, words, playback, decisions } = after;
  if (view === before.view)
    return refusalNews(before, after) ?? redactionNews(before, after) ?? soundNews(before, after);
  switch (view) {
    case 'pending':
    case 'denied':
      return wasOpen ? sentences(stopText(after), words.cannotListen, explain(decisions.listen)) : undefined;
    case 'withdrawn':
      return sentences(stopText(after), words.withdrawn, explain(decisions.see));
    case 'loading':
    case 'ready':
      if (before.view === 'deleted') return words.undone;
      return wasOpen && isClosed(before.view) ? comeBack(playback(), words) : undefined;
    case 'failed':
      return sentences(words.failed, words.failedWhy);
    case 'deleted':
      return words.deleted;
    case 'processing':
    case 'empty':
    case 'missing':
    case 'expired':
      return sentences(absentWords(words, view).title, absentWords(words, view).why);
    case 'hidden':
      return undefined;
  }
}

function isClosed(view: PlayerView): boolean {
  return view === 'pending' || view === 'denied' || view === 'withdrawn';
}

function stopText({ playback, words }: PlayerNews): string {
  const { stoppedAt } = playback();
  return stoppedAt === undefined ? '' : words.stopped(stoppedAt);
}

function comeBack({ stoppedAt }: PlaybackState, words: RecordingWords): string {
  return stoppedAt === undefined ? words.allowedAgain : words.resumed(stoppedAt);
}

/** The browser did not let it play; that is no view of its own. */
function refusalNews(before: PlayerNews, { failure, words }: PlayerNews): string | undefined {
  return failure?.at === 'browser' && failure !== before.failure ? words.refused : undefined;
}

/** The event in playing that is announced. */
function soundNews(before: PlayerNews, { isSeekable, isDisplaced, title, words }: PlayerNews): string | undefined {
  if (isDisplaced && !before.isDisplaced) return words.displaced(title);
  return before.isSeekable && !isSeekable ? words.fixedOrder : undefined;
}

function redactionNews(before: PlayerNews, { view, decisions, words }: PlayerNews): string | undefined {
  const isLost = before.decisions.unredacted.status === 'allowed' && decisions.unredacted.status !== 'allowed';
  return isLost && isOpen(view) ? words.redactedNow : undefined;
}

function sentences(...texts: readonly string[]): string {
  return texts.filter(Boolean).join(' ');
}
