/** Owner of everything that was started: it ends all of it, in one place. */
export interface Lifetime {
  /** Aborted at the end. */
  readonly signal: AbortSignal;
  /** Runs `undo` at the end, or at once where the end has come. Returns a function that runs it early. */
  add(undo: () => void): () => void;
  listen(target: EventTarget, type: string, listener: (event: Event) => void): void;
  /** Runs `run` after `ms` milliseconds. Returns a function that prevents it. */
  timeout(run: () => void, ms: number): () => void;
  readonly end: () => void;
}

/** Starts a lifetime. What is added last is undone first. */
export function createLifetime(): Lifetime {
  const controller = new AbortController();
  const undos = new Set<() => void>();
  const add = (undo: () => void) => {
    const once = () => {
      if (undos.delete(once)) undo();
    };
    undos.add(once);
    if (controller.signal.aborted) once();
    return once;
  };
  return {
    signal: controller.signal,
    add,
    listen(target, type, listener) {
      target.addEventListener(type, listener);
      add(() => target.removeEventListener(type, listener));
    },
    timeout(run, ms) {
      const timer = setTimeout(() => {
        cancel();
        run();
      }, ms);
      const cancel = add(() => clearTimeout(timer));
      return cancel;
    },
    end() {
      controller.abort();
      for (const undo of [...undos].reverse()) undo();
    },
  };
}
