import type { Clock } from '../Clock.js';
import { isRevision } from './LiveMessage.js';

/** Compares what was announced with what was loaded, and says when to load again. */
export interface Revisions {
  /** The highest revision that was announced or loaded: where to resume. */
  highest(): number | undefined;
  /** A load starts; the returned function takes what it brought, or nothing where it failed. */
  loading(): (body?: unknown) => void;
  /** The grants are at this revision now. */
  announce(revision: number): void;
  /** A connection stands, and may say at which revision; where it does not, something may have been missed. */
  opened(): void;
  /** Nobody listens any longer: nothing more is said. */
  stop(): void;
}

/** How long a server may take to say where it is, and how often to ask for a revision that does not come. */
const saysWhereWithin = 2_000;
const asksAgain = 6;

/** Makes the bookkeeping of one source. `changed` is called whenever loading would bring something new. */
export function createRevisions(clock: Clock, changed: (revision?: number) => void): Revisions {
  let loaded: number | undefined;
  let announced: number | undefined;
  let inFlight = 0;
  let asked = 0;
  let cancelDoubt = () => {};
  let cancelAgain = () => {};

  const isBehind = () => announced !== undefined && announced > (loaded ?? -1);
  /** The load that was to bring it brought less: a replica lags. Asking again helps, but not at once. */
  const askAgain = () => {
    cancelAgain();
    if (!isBehind() || asked >= asksAgain) return;
    cancelAgain = clock.after(250 * 2 ** asked, () => isBehind() && changed(announced));
    asked += 1;
  };

  return {
    highest: () => (isBehind() ? announced : loaded),
    loading: () => {
      inFlight += 1;
      cancelDoubt();
      return (body) => {
        inFlight -= 1;
        const revision = revisionOf(body);
        if (revision === undefined) return;
        loaded = Math.max(loaded ?? 0, revision);
        askAgain();
      };
    },
    announce: (revision) => {
      cancelDoubt();
      if (revision <= Math.max(loaded ?? -1, announced ?? -1)) return;
      announced = revision;
      asked = 0;
      // A load that is under way may bring it already; its end tells.
      if (inFlight === 0) changed(revision);
    },
    opened: () => {
      cancelDoubt();
      cancelDoubt = clock.after(saysWhereWithin, () => changed());
    },
    stop: () => {
      cancelDoubt();
      cancelAgain();
    },
  };
}

/** The revision that an answer claims, before anybody has read it. */
function revisionOf(body: unknown): number | undefined {
  const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : undefined;
  return isRevision(revision) ? revision : undefined;
}
