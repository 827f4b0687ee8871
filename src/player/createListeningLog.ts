import { cutSpans, lengthOf, type Span, uniteSpans } from './spans.js';

/** Every occasion on which a heartbeat is sent. */
export const heartbeatCauses = ['interval', 'pause', 'end', 'revoked', 'leave'] as const;

/** The reason for which a heartbeat is sent. */
export type HeartbeatCause = (typeof heartbeatCauses)[number];

/** The spans that were heard since the last heartbeat, for an audit log. */
export interface Heartbeat {
  readonly cause: HeartbeatCause;
  /** Spans that were played and not redacted, in seconds from the start of the recording. */
  readonly heard: readonly Span[];
  /** The number of different seconds of the recording in them. */
  readonly seconds: number;
  /** The present position, in seconds. */
  readonly position: number;
}

/** Records the seconds that were heard. */
export interface ListeningLog {
  /** Playing goes on from here. */
  start(at: number): void;
  /** Playing has come this far without a jump. */
  reach(at: number): void;
  /** Playing has stopped or jumped. */
  stop(): void;
  /** Seconds that were played since the last `take`; repeated seconds count again. */
  played(): number;
  /** The heartbeat since the last `take`, without the `silent` spans; `undefined` if nothing was heard. */
  take(cause: HeartbeatCause, silent: readonly Span[]): Heartbeat | undefined;
}

/** Starts a log. */
export function createListeningLog(): ListeningLog {
  let spans: Span[] = [];
  let current: Span | undefined;
  const close = () => {
    if (current) spans.push(current);
    current = undefined;
  };
  return {
    start(at) {
      close();
      current = { start: at, end: at };
    },
    reach(at) {
      if (current && at > current.end) current = { start: current.start, end: at };
    },
    stop: close,
    played: () => lengthOf(current ? [...spans, current] : spans),
    take(cause, silent) {
      const next = current && { start: current.end, end: current.end };
      const position = current?.end ?? spans.at(-1)?.end ?? 0;
      close();
      const heard = uniteSpans(spans).flatMap((span) => cutSpans(span, silent));
      spans = [];
      current = next;
      return heard.length > 0 ? { cause, heard, seconds: lengthOf(heard), position } : undefined;
    },
  };
}
