/** Numbers that look random and are the same every time, so that demo data and screenshots do not change. */
export interface Random {
  /** From `least` to `most`, both included; whole. */
  between(least: number, most: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True in so many of a hundred cases. */
  percent(of100: number): boolean;
}

/** Makes the numbers that belong to a seed (the generator is mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
    percent: (of100) => next() * 100 < of100,
  };
}
