/** A part that is loaded when it is needed, and then kept. */
export interface Later<T> {
  /** The part, once it is there. */
  readonly get: () => T | undefined;
  /** Loads the part, once; after a failure the next call tries again. */
  readonly load: () => Promise<T>;
  /** Whether the last attempt to load it has failed. */
  readonly hasFailed: () => boolean;
}

/** Makes a part that is loaded with the first call of `load`. */
export function later<T>(fetchPart: () => Promise<T>): Later<T> {
  let part: T | undefined;
  let loading: Promise<T> | undefined;
  let hasFailed = false;
  const keep = (loaded: T) => {
    hasFailed = false;
    return (part = loaded);
  };
  const giveUp = (error: unknown) => {
    loading = undefined;
    hasFailed = true;
    throw error;
  };
  return {
    get: () => part,
    load: () => (loading ??= fetchPart().then(keep, giveUp)),
    hasFailed: () => hasFailed,
  };
}
