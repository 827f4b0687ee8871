import type { GrantSource, SourceEvent } from '../../src/sources/GrantSource.js';

/** A listener whose events a test waits for, one after the other. */
export interface Ear {
  /** What was heard and not taken yet. */
  readonly heard: readonly SourceEvent[];
  listen(this: void, event: SourceEvent): void;
  next(): Promise<SourceEvent>;
  /** The next event that is of this type; those before it are passed over. */
  nextOf(type: SourceEvent['type']): Promise<SourceEvent>;
}

/** Makes a listener. */
export function createEar(): Ear {
  const heard: SourceEvent[] = [];
  const takers: ((event: SourceEvent) => void)[] = [];
  const next = () => {
    const event = heard.shift();
    return event ? Promise.resolve(event) : new Promise<SourceEvent>((resolve) => takers.push(resolve));
  };
  return {
    heard,
    listen: (event) => {
      const taker = takers.shift();
      if (taker) taker(event);
      else heard.push(event);
    },
    next,
    nextOf: async (type) => {
      for (;;) {
        const event = await next();
        if (event.type === type) return event;
      }
    },
  };
}

/** Subscribes to a source that must be able to tell. */
export function listenTo(source: GrantSource, listener: (event: SourceEvent) => void): () => void {
  if (!source.subscribe) throw new Error(`The source '${source.key}' has no subscribe.`);
  return source.subscribe(listener);
}
