import { attempt } from '../base/attempt.js';

/** Listens to events of the page, where there is a page, until the returned function is called. */
export function onPageEvent(types: readonly string[], run: () => void): () => void {
  for (const type of types) attempt(() => globalThis.addEventListener(type, run));
  return () => types.forEach((type) => attempt(() => globalThis.removeEventListener(type, run)));
}
