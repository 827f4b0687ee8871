/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/vitest.mutation.config.ts', related: false },
  // Stryker would rewrite tsconfig.json for its sandbox with an API that TypeScript 7 no longer has. Vite reads no
  // `extends` or `references` from it here, so it is kept away from the file.
  tsconfigFile: 'not-needed.json',
  mutate: ['src/evaluator/**/*.ts', 'src/model/**/*.ts', '!src/**/index.ts'],
  ignorePatterns: ['dist', 'storybook-static', 'stories', 'docs', '.storybook'],
  concurrency: 2,
  coverageAnalysis: 'perTest',
  // Only loading a module runs these few constants, so every test would have to run for each of them.
  ignoreStatic: true,
  // A busy machine must not count as a mutant that never ends.
  timeoutMS: 60_000,
  incremental: true,
  incrementalFile: 'node_modules/.cache/hookswitch/stryker.json',
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, skipFull: true },
  tempDirName: 'node_modules/.cache/hookswitch/stryker',
};
