import { type AbsentRecording, type RecordingSource, recordingStatuses, type SourceReason } from './recording.js';

/** Keeps one source, and asks for it again when it has expired. */
export interface SourceLoader {
  /** The source that works now. However many wait for it, it is asked for once. */
  read(reason: SourceReason): Promise<RecordingSource | AbsentRecording>;
  /** Keeps less of the present source, such as when its transcript may no longer be read. */
  keep(source: RecordingSource): void;
  /** Makes the next `read` ask again, unless another source than this one has come meanwhile. */
  forget(source: RecordingSource | undefined): void;
}

/** What a loader needs. */
export interface SourceLoaderOptions {
  readonly ask: (reason: SourceReason) => Promise<RecordingSource | AbsentRecording>;
  /** Once aborted, no answer is used any more. */
  readonly signal: AbortSignal;
}

/** How long before its end a URL counts as expired, in milliseconds: the request has to arrive as well. */
const margin = 2_000;

/** Makes a loader. */
export function createSourceLoader({ ask, signal }: SourceLoaderOptions): SourceLoader {
  let current: RecordingSource | undefined;
  let pending: Promise<RecordingSource | AbsentRecording> | undefined;

  const request = async (reason: SourceReason) => {
    signal.throwIfAborted();
    const answer = checked(await ask(reason));
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

/** An application's answer is its own code's, but a link that runs script is never put into a page. */
function checked(answer: RecordingSource | AbsentRecording): RecordingSource | AbsentRecording {
  if (isAbsent(answer)) {
    if (recordingStatuses.includes(answer.status)) return answer;
    throw new Error(
      `getSource answered with the status '${String(answer.status)}', which the player cannot show. Use one of ${recordingStatuses.slice(1).join(', ')}.`,
    );
  }
  if (answer.blob === undefined && !isMediaUrl(answer.url)) {
    throw new Error(
      "getSource answered with neither a blob nor a usable url, so there is nothing to play. Return a http, https, data or blob URL, or { status: 'missing' }.",
    );
  }
  return answer;
}

function isMediaUrl(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url, location.href)) return false;
  return ['http:', 'https:', 'blob:', 'data:'].includes(new URL(url, location.href).protocol);
}
