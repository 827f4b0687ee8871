/**
 * Runs what a browser may lack, refuse or break, and returns `undefined` where it does. Everything optional that
 * the kit takes from its surroundings (channels, locks, page events, a steady clock) is reached through it.
 */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    // Absent, blocked by a setting, or not for this document: the caller has another way, or does without.
    return undefined;
  }
}
