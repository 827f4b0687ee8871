import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Stryker's view of the tests: those of the evaluator, the model and the presets, without browsers. */
export default defineConfig({
  ssr: { resolve: { conditions: ['hookswitch-source', ...defaultServerConditions] } },
  test: {
    include: ['test/{evaluator,laws,model,presets}/**/*.test.ts', 'test/vectors/vectors.test.ts'],
    // PostgreSQL takes seconds to start, and the random payloads take as long.
    exclude: [
      'test/**/*.{browser,deep,slow}.test.ts',
      'test/{evaluator/decide/toSql,presets/delegation}.property.test.ts',
      'test/model/{grantsSchema,wire.property}.test.ts',
    ],
    env: { TEST_RUNS: '0.004' },
    testTimeout: 60_000,
  },
});
