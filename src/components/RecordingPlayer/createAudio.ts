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
  /** To be called when the element knows its length. */
  settle(): void;
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
        // Whoever seeks wants to hear it: now the element may look into the file, and knows where it is.
        element.preload = 'metadata';
      }
    },
    isBound: () => isBound,
    isStarting: () => waiting !== undefined,
    isOwnMove: () => Math.abs(element.currentTime - goal) < 0.01,
    settle() {
      if (waiting === undefined) return;
      move(waiting);
      waiting = undefined;
    },
  };
}
