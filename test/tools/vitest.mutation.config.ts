import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Stryker's view of the tests: those of the evaluator and the model, without browsers. */
export default defineConfig({
  ssr: { resolve: { conditions: ['hookswitch-source', ...defaultServerConditions] } },
  test: {
    include: ['test/{evaluator,model}/**/*.test.ts'],
    exclude: ['test/**/*.{browser,long}.test.ts'],
    testTimeout: 60_000,
  },
});
