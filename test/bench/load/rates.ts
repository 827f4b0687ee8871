/** Some work that is done again and again by so many workers, each one turn after the other. */
export type Work = (worker: number, turn: number) => Promise<unknown>;

const rounds = 4;

/** How many of each work are done in a second. They take turns, and the best round of each counts: others use the machine too. */
export const rates = async (workers: number, seconds: number, works: readonly Work[]): Promise<number[]> => {
  // What the first round compiles and fills is not counted.
  for (const work of works) await rate(workers, 1, work);
  const best = works.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [i, work] of works.entries()) best[i] = Math.max(best[i] ?? 0, await rate(workers, seconds, work));
  }
  return best;
};

const rate = async (workers: number, seconds: number, work: Work): Promise<number> => {
  let done = 0;
  const start = performance.now();
  const one = async (worker: number) => {
    for (let turn = 0; performance.now() < start + seconds * 1000; turn++) {
      await work(worker, turn);
      done++;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)));
  return (done * 1000) / (performance.now() - start);
};
