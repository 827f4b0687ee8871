/** An event of a source that is subscribed to. */
export type SourceEvent =
  /** The grants changed: load again. `revision` is the one they have now, where the backend says. */
  | { readonly type: 'changed'; readonly revision?: number }
  /** The changed grants themselves, unread. */
  | { readonly type: 'grants'; readonly input: unknown }
  /** The live connection was lost, or is back. */
  | { readonly type: 'disconnected' }
  | { readonly type: 'connected' };

/** A source of grants: any backend behind one interface. */
export interface GrantSource {
  /** Tells this source from every other one in a cache, such as its address. */
  readonly key: string;
  /**
   * Asks for the current grant set. What it resolves to is untrusted and is read with `safeParseGrantSet` by
   * the caller; it rejects with a `SourceError`, or with the signal's reason once that is aborted.
   * `tellTime` is called with the backend's own time, in milliseconds since 1970, where an answer brings it.
   */
  load(signal: AbortSignal, tellTime?: (time: number) => void): Promise<unknown>;
  /** Listens for changes until the returned function is called; a source without it is asked again only by its user. */
  subscribe?(listener: (event: SourceEvent) => void): () => void;
}
