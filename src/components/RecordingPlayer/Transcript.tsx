'use client';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { hasFocus } from '../../react/dom/rootOf.js';
import { attempt } from '../../base/attempt.js';
import { Icon } from '../ui/Icon.js';
import { type HeadingLevel, Title } from '../ui/Title.js';
import * as icons from '../ui/icons.js';
import { isComposing } from '../ui/isComposing.js';
import type { TranscriptSegment } from '../../player/recording.js';
import { cutMatches } from '../../player/searchTranscript.js';
import { useSegmentAt } from './useSegmentAt.js';
import { type TranscriptSearch, useTranscriptSearch } from './useTranscriptSearch.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface TranscriptProps {
  readonly player: RecordingPlayerBehavior;
}

/** The transcript: it follows playing, can be searched, and jumps to the moment that is clicked. */
export function Transcript({
  player,
  level,
}: TranscriptProps & { readonly level: HeadingLevel | undefined }): ReactNode {
  const { playback, words } = player;
  const segments = playback.source?.transcript ?? [];
  const search = useTranscriptSearch(segments);
  const current = useSegmentAt(player.position, segments);
  const [follows, setFollows] = useState(true);
  const matches = new Set(search.matches);
  const list = useRef<HTMLOListElement>(null);
  const shown = search.current ?? (follows ? current : undefined);
  useEffect(() => {
    const row = shown === undefined ? undefined : list.current?.children[shown];
    if (list.current && row instanceof HTMLElement) showIn(list.current, row);
  }, [shown]);
  return (
    <section className="hs-recording-transcript" aria-label={words.transcript}>
      <div className="hs-recording-bar">
        <Title level={level} isPart>
          {words.transcript}
        </Title>
        <SearchField search={search} player={player} />
        <button
          type="button"
          className="hs-recording-toggle"
          aria-pressed={follows}
          onClick={() => setFollows(!follows)}
        >
          {words.follow}
        </button>
      </div>
      {/* A hand on the list: let it go where it wants. The arrow keys come up from the rows. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        ref={list}
        className="hs-recording-segments"
        // Without rows that lead anywhere, the list itself is what a keyboard scrolls.
        tabIndex={player.may.seek ? undefined : 0}
        onKeyDown={(event) => moveAmongRows(event) && setFollows(false)}
        onWheel={() => setFollows(false)}
        onTouchMove={() => setFollows(false)}
      >
        {segments.map((segment, i) => (
          <Row
            key={i}
            player={player}
            segment={segment}
            query={matches.has(i) ? search.query : ''}
            isCurrent={i === current}
            isFound={i === search.current}
            isStop={i === (search.current ?? current ?? 0)}
          />
        ))}
      </ol>
    </section>
  );
}

function SearchField({
  search,
  player: { words },
}: TranscriptProps & { readonly search: TranscriptSearch }): ReactNode {
  const jump = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !isComposing(event)) search.go(event.shiftKey ? -1 : 1);
  };
  return (
    <search className="hs-recording-search">
      <Icon path={icons.search} />
      <input
        type="search"
        value={search.query}
        placeholder={words.searchTranscript}
        aria-label={words.searchTranscript}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={jump}
      />
      {/* Words of another direction than the page keep their own order: “1 of 3”. */}
      <output dir="auto">{search.query.trim() !== '' && words.matches(search.index + 1, search.matches.length)}</output>
      {search.matches.length > 1 && (
        <>
          <button
            type="button"
            className="hs-recording-tiny"
            aria-label={words.previousMatch}
            onClick={() => search.go(-1)}
          >
            <Icon path={icons.up} />
          </button>
          <button type="button" className="hs-recording-tiny" aria-label={words.nextMatch} onClick={() => search.go(1)}>
            <Icon path={icons.down} />
          </button>
        </>
      )}
    </search>
  );
}

interface RowProps extends TranscriptProps {
  readonly segment: TranscriptSegment;
  /** The query that is marked in it; empty if it was not found. */
  readonly query: string;
  readonly isCurrent: boolean;
  readonly isFound: boolean;
  /** One row of the list is in the tab order; the arrow keys lead to the others. */
  readonly isStop: boolean;
}

function Row({ player, segment, query, isCurrent, isFound, isStop }: RowProps): ReactNode {
  const { words, may, playback } = player;
  const party = playback.source?.channels?.findIndex(({ id }) => id === segment.party) ?? -1;
  const content = (
    <>
      <time className="hs-recording-time">{words.time(segment.start)}</time>
      <span className="hs-recording-speaker" data-lane={party}>
        <bdi>{playback.source?.channels?.[party]?.label ?? segment.party}</bdi>
      </span>
      <span className="hs-recording-words">
        {segment.redacted && segment.text === '' ? (
          <em>{words.redactedWords}</em>
        ) : (
          <bdi>{marked(segment.text, query)}</bdi>
        )}
      </span>
    </>
  );
  return (
    <li aria-current={isCurrent || undefined} data-found={isFound || undefined}>
      {may.seek ? (
        <button
          type="button"
          className="hs-recording-segment"
          tabIndex={isStop ? 0 : -1}
          onClick={() => player.seekTo(segment.start)}
        >
          {content}
        </button>
      ) : (
        <div className="hs-recording-segment">{content}</div>
      )}
    </li>
  );
}

function marked(text: string, query: string): ReactNode {
  // Looking through every letter of an hour of talk takes a while.
  if (query === '') return text;
  return cutMatches(text, query).map((piece, i) => (piece.isMatch ? <mark key={i}>{piece.text}</mark> : piece.text));
}

/** Scrolls the list and nothing around it: the page must not move because a call goes on. */
function showIn(list: HTMLElement, row: HTMLElement): void {
  const box = list.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  if (top >= box.top && bottom <= box.bottom) return;
  const middle = (top + bottom - box.top - box.bottom) / 2;
  const isCalm = attempt(() => matchMedia('(prefers-reduced-motion: reduce)').matches) ?? true;
  list.scrollBy({ top: middle, behavior: isCalm ? 'instant' : 'smooth' });
}

/** Whether the key was one that leads from row to row. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const rows = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('button'));
  if (step === 0 || rows.length === 0) return false;
  event.preventDefault();
  rows[rows.findIndex(hasFocus) + step]?.focus();
  return true;
}
