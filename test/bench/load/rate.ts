/** How many of some work are done in a second, by so many workers that each do one after the other. */
export const rate = async (
  workers: number,
  seconds: number,
  work: (worker: number, turn: number) => Promise<unknown>,
): Promise<number> => {
  const run = async (until: number) => {
    let done = 0;
    const one = async (worker: number) => {
      for (let turn = 0; performance.now() < until; turn++) {
        await work(worker, turn);
        done++;
      }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: workers }, (_, worker) => one(worker)));
    return (done * 1000) / (performance.now() - start);
  };
  // What the first second compiles and fills is not counted.
  await run(performance.now() + 1000);
  return run(performance.now() + seconds * 1000);
};
