/** The faults between a browser and its backend that can be shown. */
export const networkFailures = ['none', 'offline', 'hanging', 'server-error', 'signed-out', 'not-json'] as const;

/** One thing that goes wrong, or `none`. */
export type NetworkFailure = (typeof networkFailures)[number];

/** Options of a mocked network. */
export interface NetworkConditions {
  /** Milliseconds before an answer begins. */
  readonly latency: number;
  /** The requests that fail: all, or those that a function picks. */
  readonly failure: NetworkFailure | ((request: Request) => NetworkFailure);
}

/** A mocked network whose conditions can be turned while a story runs. */
export interface MockNetwork {
  readonly conditions: NetworkConditions;
  /** Changes some conditions for every request from now on; going offline also cuts the open event streams. */
  set(conditions: Partial<NetworkConditions>): void;
  /** Is told of every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/**
 * Makes a network that `createHandlers` answers through.
 *
 * ```ts
 * const network = createNetwork({ latency: 300 });
 * network.set({ failure: 'offline' });
 * ```
 */
export function createNetwork(initial: Partial<NetworkConditions> = {}): MockNetwork {
  const listeners = new Set<() => void>();
  let conditions: NetworkConditions = { latency: 0, failure: 'none', ...initial };
  return {
    get conditions() {
      return conditions;
    },
    set(changed) {
      conditions = { ...conditions, ...changed };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The fault of one request. */
export function failureOf({ conditions }: MockNetwork, request: Request): NetworkFailure {
  return typeof conditions.failure === 'function' ? conditions.failure(request) : conditions.failure;
}
