/** One way of doing the same work. */
export interface Contestant {
  readonly name: string;
  /** How many operations one run does. */
  readonly ops: number;
  /** Does them, and returns what they came to: the same number as every other contestant for the same work. */
  readonly run: (ops: number) => number;
}

/** What one contestant took. */
export interface Timing {
  readonly name: string;
  /** The best of the rounds, in nanoseconds an operation. */
  readonly ns: number;
  /** As a multiple of the first contestant. */
  readonly ratio: number;
}

/**
 * Runs contestants in turns, so that what else the machine does hits them alike, and takes each one's best round.
 * Throws where two of them answer differently: a wrong answer has no speed.
 */
export function race(title: string, contestants: readonly Contestant[], rounds = 7): readonly Timing[] {
  compareAnswers(title, contestants);
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, ops, run } of contestants) {
      const start = performance.now();
      run(ops);
      const ns = ((performance.now() - start) * 1e6) / ops;
      best.set(name, Math.min(ns, best.get(name) ?? Infinity));
    }
  }
  const first = best.get(contestants[0]?.name ?? '') ?? Number.NaN;
  return Array.from(best, ([name, ns]) => ({ name, ns, ratio: ns / first }));
}

function compareAnswers(title: string, contestants: readonly Contestant[]): void {
  const fewest = Math.min(...contestants.map(({ ops }) => ops));
  const answers = contestants.map(({ name, run }) => ({ name, answer: run(fewest) }));
  const wrong = answers.find(({ answer }) => answer !== answers[0]?.answer);
  if (wrong)
    throw new Error(
      `${title}: '${wrong.name}' answers ${wrong.answer}, '${answers[0]?.name}' ${answers[0]?.answer} for the same ${fewest} questions. Fix the contestant; its time means nothing.`,
    );
}
