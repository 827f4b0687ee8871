import type { RecordingSource } from './recording.js';

/** Puts sources on one `<audio>` element and takes them off again. */
export interface Audio {
  readonly element: HTMLAudioElement;
  /** Loads a source and goes on at `at` seconds. Nothing of the audio is asked for before play where it may wait. */
  bind(source: RecordingSource, at: number): void;
  /** Stops, and lets go of everything that could be heard. */
  drop(): void;
  /** In seconds; where a source was just bound, the place it will start at. */
  position(): number;
  moveTo(at: number): void;
  /** Whether there is a source at all. */
  isBound(): boolean;
  /** Whether a source was just bound, and the element does not know it yet. */
  isStarting(): boolean;
  /** Whether a jump of the element is one of ours and not, say, that of a media key. */
  isOwnMove(): boolean;
  /** The moment nearest to this one that the element can reach; `undefined` if it could only start again. */
  nearest(at: number): number | undefined;
  /** Goes to where it was to start, once the element knows its length; the moment, where it cannot go there. */
  settle(): number | undefined;
  /** Stops, and stands for a moment that it will be taken to. */
  hold(at: number): void;
  /** Stays where it is, after it could not go elsewhere. */
  stay(): void;
}

/** Seconds by which the end of a reachable range may be off: lengths are rounded. */
const tolerance = 0.1;

function holds(ranges: TimeRanges, at: number): boolean {
  return Array.from({ length: ranges.length }, (_, i) => i).some(
    (i) => ranges.start(i) - tolerance <= at && at <= ranges.end(i) + tolerance,
  );
}

/** The moment nearest to one of those that are there. */
function within(ranges: TimeRanges, at: number): number | undefined {
  const ends = Array.from({ length: ranges.length }, (_, i) =>
    Math.min(Math.max(at, ranges.start(i)), Math.max(ranges.start(i), ranges.end(i) - tolerance)),
  );
  return ends.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
}

/** Takes an `<audio>` element over. */
export function createAudio(element: HTMLAudioElement): Audio {
  let objectUrl: string | undefined;
  // Where to go once the element can be moved; until then its own time says nothing.
  let waiting: number | undefined;
  let goal = 0;
  let isBound = false;

  const release = () => {
    if (objectUrl !== undefined) URL.revokeObjectURL(objectUrl);
    objectUrl = undefined;
  };
  const nearest = (at: number) => {
    // Before it has looked into the file, an element does not know.
    if (waiting !== undefined || element.readyState === HTMLMediaElement.HAVE_NOTHING) return at;
    // A stream has no end to go to, and only keeps what has come.
    if (!Number.isFinite(element.duration)) return within(element.buffered, at) ?? element.currentTime;
    return holds(element.seekable, at) ? at : undefined;
  };
  const move = (at: number) => {
    goal = at;
    element.currentTime = at;
  };

  return {
    element,
    bind(source, at) {
      release();
      // What was last asked of the element, by whomever, is not to start the new source.
      element.pause();
      if (source.blob) objectUrl = URL.createObjectURL(source.blob);
      waiting = at;
      goal = at;
      isBound = true;
      element.preload = source.duration === undefined ? 'metadata' : 'none';
      if (source.crossOrigin) element.crossOrigin = source.crossOrigin;
      else element.removeAttribute('crossorigin');
      element.src = objectUrl ?? source.url ?? '';
    },
    drop() {
      waiting = undefined;
      isBound = false;
      element.pause();
      element.removeAttribute('src');
      // Only load() makes the element let go of what it has buffered and end its requests.
      element.load();
      release();
    },
    position: () => waiting ?? element.currentTime,
    moveTo(at) {
      if (!isBound) return;
      if (waiting === undefined) move(at);
      else {
        waiting = at;
        // Seeking shows that it will be played: now the element may load the metadata, and knows the position.
        element.preload = 'metadata';
      }
    },
    isBound: () => isBound,
    isStarting: () => waiting !== undefined,
    isOwnMove: () => Math.abs(element.currentTime - goal) < 0.01,
    nearest,
    settle() {
      const at = waiting;
      if (at === undefined) return undefined;
      waiting = undefined;
      const near = nearest(at);
      if (near !== undefined) move(near);
      return near === undefined ? at : undefined;
    },
    hold(at) {
      waiting = at;
      goal = at;
      element.pause();
    },
    stay() {
      waiting = undefined;
    },
  };
}
