'use client';
import { useMemo, useState } from 'react';
import type { TranscriptSegment } from '../../player/recording.js';
import { searchTranscript } from '../../player/searchTranscript.js';

/** A search in a transcript, and the match that one is at. */
export interface TranscriptSearch {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Indexes of segments. */
  readonly matches: readonly number[];
  /** Which of the matches one is at. */
  readonly index: number;
  /** The segment that one is at; `undefined` where nothing was found. */
  readonly current: number | undefined;
  /** To the next match or the one before, and round again. */
  readonly go: (step: 1 | -1) => void;
}

/** Searches while one types. */
export function useTranscriptSearch(segments: readonly TranscriptSegment[]): TranscriptSearch {
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const matches = useMemo(() => searchTranscript(segments, query), [segments, query]);
  return {
    query,
    setQuery(next) {
      setQuery(next);
      setIndex(0);
    },
    matches,
    index: Math.min(index, matches.length - 1),
    current: matches[Math.min(index, matches.length - 1)],
    go: (step) =>
      setIndex((from) =>
        matches.length === 0 ? 0 : (Math.min(from, matches.length - 1) + step + matches.length) % matches.length,
      ),
  };
}
