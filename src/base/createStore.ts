/** One value that changes, and its listeners. */
export interface Store<T> {
  readonly get: () => T;
  /** The value that the store was made with: what a server rendered, for hydration. */
  readonly getInitial: () => T;
  readonly set: (next: T) => void;
  /** Calls back after each change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes a store. It has never heard of React. */
export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    getInitial: () => initial,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
