import type { GrantSource, SourceEvent } from '../../src/sources/GrantSource.js';

/** A source whose answers a test gives by hand. */
export interface ScriptedSource extends GrantSource {
  /** Answers everything that is being asked; the promise resolves when whoever asked has heard. */
  answer(input: unknown): Promise<void>;
  fail(error: unknown): Promise<void>;
  tell(event: SourceEvent): void;
  /** How often it was asked, and what became of it. */
  readonly asked: number;
  readonly aborted: number;
  readonly waiting: number;
  readonly listeners: number;
}

interface Asking {
  readonly resolve: (input: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export function createScriptedSource(key = 'scripted'): ScriptedSource {
  const open = new Set<Asking>();
  const listeners = new Set<(event: SourceEvent) => void>();
  let asked = 0;
  let aborted = 0;
  const settle = async (how: (asking: Asking) => void) => {
    const all = [...open];
    open.clear();
    all.forEach(how);
    await ticks();
  };
  return {
    key,
    load: (signal) => {
      asked += 1;
      return new Promise((resolve, reject) => {
        const asking: Asking = { resolve, reject };
        open.add(asking);
        signal.addEventListener('abort', () => {
          aborted += Number(open.delete(asking));
          reject(signal.reason);
        });
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    answer: (input) => settle(({ resolve }) => resolve(input)),
    fail: (error) => settle(({ reject }) => reject(error)),
    tell: (event) => [...listeners].forEach((listener) => listener(event)),
    get asked() {
      return asked;
    },
    get aborted() {
      return aborted;
    },
    get waiting() {
      return open.size;
    },
    get listeners() {
      return listeners.size;
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
export async function ticks(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
