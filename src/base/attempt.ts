/**
 * Runs what a browser may lack, refuse or break, and returns `undefined` where it does. Everything optional that
 * the kit takes from its surroundings (channels, locks, page events, a steady clock) is reached through it.
 */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    // Absent, blocked by a setting, or not for this document: whoever asks has another way, or does without.
    return undefined;
  }
}

/** Listens to events of the page, where there is a page, until the returned function is called. */
export function onPageEvent(types: readonly string[], run: () => void): () => void {
  for (const type of types) attempt(() => globalThis.addEventListener(type, run));
  return () => types.forEach((type) => attempt(() => globalThis.removeEventListener(type, run)));
}
