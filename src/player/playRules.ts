import { findSilences } from './findSilences.js';
import type { PlaybackState } from './playbackState.js';
import type { RecordingSource } from './recording.js';
import { type Span, spanAt } from './spans.js';

/** The rules for the audio at each moment. */
export interface PlayRules {
  /** Spans that are not heard. */
  readonly redactions: readonly Span[];
  /** Spans that are passed over; none while silence is kept. */
  readonly silences: readonly Span[];
  readonly loop: Span | undefined;
}

/** The result of the rules at one moment. */
export interface PlayRule {
  readonly isSilent: boolean;
  /** The moment to continue at instead. */
  readonly jumpTo: number | undefined;
  /** The next moment at which the rules say something else; `Infinity` where they never will. */
  readonly until: number;
}

/** Seconds by which a redaction begins early: a timer that is late must not let a sound through. */
const guard = 0.05;

/** Applies the rules to one moment of a recording. */
export function ruleAt(at: number, { redactions, silences, loop }: PlayRules): PlayRule {
  const quiet = redactions.map(({ start, end }) => ({ start: start - guard, end }));
  const loopEnds = loop !== undefined && at >= loop.end;
  const edges = [...quiet.flatMap(edgesOf), ...silences.map(({ start }) => start), loop?.end ?? Infinity];
  return {
    isSilent: spanAt(quiet, at) !== undefined,
    jumpTo: loopEnds ? loop.start : afterSilence(at, silences, loop),
    until: edges.reduce((next, edge) => (edge > at && edge < next ? edge : next), Infinity),
  };
}

/** Past the silence; where a loop ends in it, back to its start. A loop of nothing but silence is played as it is. */
function afterSilence(at: number, silences: readonly Span[], loop: Span | undefined): number | undefined {
  const silence = spanAt(silences, at);
  if (!silence || !loop || silence.end < loop.end) return silence?.end;
  return loop.start < silence.start ? loop.start : undefined;
}

function edgesOf({ start, end }: Span): number[] {
  return [start, end];
}

/** The rules of a playback's present state. Silence is looked for once per source: it takes a walk over all peaks. */
export function createRules(state: () => PlaybackState): () => PlayRules {
  let known: { readonly source: RecordingSource; readonly spans: readonly Span[] } | undefined;
  const silencesOf = (source: RecordingSource, duration: number) => {
    if (known?.source !== source) known = { source, spans: findSilences(source.peaks ?? [], duration) };
    return known.spans;
  };
  return () => {
    const { source, duration, loop, skipsSilence } = state();
    const silences = skipsSilence && source && duration > 0 ? silencesOf(source, duration) : [];
    return { redactions: source?.redactions ?? [], silences, loop };
  };
}
