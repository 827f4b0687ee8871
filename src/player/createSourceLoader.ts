import type { AbsentRecording, RecordingSource, SourceReason } from './recording.js';

/** Keeps one source, and asks for it again when it has expired. */
export interface SourceLoader {
  /** The source that works now. It is requested once, however many callers wait for it. */
  read(reason: SourceReason): Promise<RecordingSource | AbsentRecording>;
  /** Keeps less of the present source, such as when its transcript may no longer be read. */
  keep(source: RecordingSource): void;
  /** Makes the next `read` ask again, unless another source than this one has come meanwhile. */
  forget(source: RecordingSource | undefined): void;
}

/** Options of `createSourceLoader`. */
export interface SourceLoaderOptions {
  readonly ask: (reason: SourceReason) => Promise<RecordingSource | AbsentRecording>;
  /** Once aborted, no answer is used any more. */
  readonly signal: AbortSignal;
}

/** Milliseconds before its end at which a URL counts as expired: the request has to arrive as well. */
const margin = 2_000;

/** Makes a loader. */
export function createSourceLoader({ ask, signal }: SourceLoaderOptions): SourceLoader {
  let current: RecordingSource | undefined;
  let pending: Promise<RecordingSource | AbsentRecording> | undefined;

  const request = async (reason: SourceReason) => {
    signal.throwIfAborted();
    const answer = await ask(reason);
    signal.throwIfAborted();
    current = isAbsent(answer) ? undefined : answer;
    return answer;
  };

  return {
    read(reason) {
      if (current && !isExpired(current)) return Promise.resolve(current);
      pending ??= request(reason).finally(() => (pending = undefined));
      return pending;
    },
    keep(source) {
      current &&= source;
    },
    forget(source) {
      if (current === source) current = undefined;
    },
  };
}

/** Whether an answer says that there is nothing to play. */
export function isAbsent(answer: RecordingSource | AbsentRecording): answer is AbsentRecording {
  return 'status' in answer && answer.status !== undefined;
}

function isExpired({ url, expiresAt }: RecordingSource): boolean {
  return url !== undefined && expiresAt !== undefined && expiresAt - margin <= Date.now();
}
