/** Random numbers from a seed: the same seed gives the same run. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  /** From 0 to below 1 (mulberry32). */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('There is nothing to pick from.');
    // The index is below the length.
    return items[Math.floor(next() * items.length)] as T;
  };
  return { next, pick, chance: (share: number) => next() < share };
}

/** What `createRandom` makes. */
export type Random = ReturnType<typeof createRandom>;
