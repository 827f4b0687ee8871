import { isTable } from '../../base/read.js';
import type { Clock } from '../../base/clock.js';
import { isRevision } from '../../client/LiveMessage.js';

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
  /** Somebody else's grants are loaded now: what was counted was another's. */
  forget(): void;
  /** Nobody listens any longer: nothing more is said. */
  stop(): void;
}

/** Milliseconds that a server may take to tell its revision. */
const saysWhereWithin = 2_000;

/** How long a load that was under way before may take to bring what was announced meanwhile, in milliseconds. */
const waitsForLoad = 1_000;

/** How often to ask for a revision that does not come: a replica may lag, or the two numbers may not belong together. */
const mostAsks = 7;

/** Makes the bookkeeping of one source. `changed` is called whenever loading would bring something new. */
export function createRevisions(clock: Clock, changed: (revision?: number) => void): Revisions {
  let loaded: number | undefined;
  let announced: number | undefined;
  let inFlight = 0;
  let asks = 0;
  let cancelDoubt = () => {};
  let cancelAsk = () => {};

  const stop = () => {
    cancelDoubt();
    cancelAsk();
  };
  const isBehind = () => announced !== undefined && announced > (loaded ?? -1);
  const ask = () => {
    cancelAsk();
    if (!isBehind() || asks >= mostAsks) return;
    asks += 1;
    changed(announced);
  };
  const askIn = (milliseconds: number) => {
    cancelAsk();
    cancelAsk = clock.after(milliseconds, ask);
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
        cancelAsk();
        if (isBehind()) askIn(asks === 0 ? 0 : 250 * 2 ** (asks - 1));
      };
    },
    announce: (revision) => {
      cancelDoubt();
      if (revision <= Math.max(loaded ?? -1, announced ?? -1)) return;
      announced = revision;
      asks = 0;
      if (inFlight === 0) ask();
      else askIn(waitsForLoad);
    },
    opened: () => {
      cancelDoubt();
      cancelDoubt = clock.after(saysWhereWithin, () => changed());
    },
    forget: () => {
      stop();
      [loaded, announced] = [undefined, undefined];
    },
    stop,
  };
}

/** The revision that an answer claims, before anybody has read it. */
function revisionOf(body: unknown): number | undefined {
  const revision = isTable(body) ? body.revision : undefined;
  return isRevision(revision) ? revision : undefined;
}
