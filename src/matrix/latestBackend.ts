import type { MatrixBackend } from './MatrixBackend.js';

/** A backend that stands for every one of the same key that is given, such as one at each rendering. */
export interface LatestBackend extends MatrixBackend {
  /** From now on this one is asked; who listens goes on listening. */
  readonly use: (next: MatrixBackend) => void;
}

/** Makes a backend that asks the one given last. */
export function latestBackend(first: MatrixBackend): LatestBackend {
  let current = first;
  return {
    key: first.key,
    use(next) {
      if (next !== current && !current.adopt?.(next)) current = next;
    },
    loadMembers: (query, signal) => current.loadMembers(query, signal),
    loadRoles: (signal) => current.loadRoles(signal),
    load: (target, signal) => current.load(target, signal),
    save: (request, signal) => current.save(request, signal),
    ...(first.subscribe && { subscribe: (listener) => first.subscribe?.(listener) ?? (() => {}) }),
    // What a backend cannot do is not offered.
    get history() {
      return current.history?.bind(current);
    },
    get directory() {
      return current.directory?.bind(current);
    },
    get names() {
      return current.names?.bind(current);
    },
    get handOver() {
      return current.handOver?.bind(current);
    },
  };
}
