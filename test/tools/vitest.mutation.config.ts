import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Stryker's view of the tests: those of the evaluator and the model, without browsers. */
export default defineConfig({
  ssr: { resolve: { conditions: ['hookswitch-source', ...defaultServerConditions] } },
  test: {
    include: ['test/{evaluator,model}/**/*.test.ts', 'test/vectors/vectors.test.ts'],
    // PostgreSQL takes seconds to start, and the random payloads take as long.
    exclude: [
      'test/**/*.{browser,long}.test.ts',
      'test/evaluator/sql.property.test.ts',
      'test/model/{grantsSchema,wire.property}.test.ts',
    ],
    env: { TEST_RUNS: '0.02' },
    testTimeout: 60_000,
  },
});
