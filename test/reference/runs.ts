/**
 * How often a random test runs: `often`, or that part of it which the environment variable `TEST_RUNS` says.
 * Mutation testing asks for a hundredth, since it runs every test thousands of times.
 */
export const runs = (often: number): number => Math.max(5, Math.round(often * Number(process.env['TEST_RUNS'] ?? 1)));
