// The layers of the kit, as data. Read by layers.js; the reasons are in docs/decisions/0001-toolchain.md.

/** @typedef {{ below: readonly string[], packages?: readonly string[] }} Layer */

const everythingBelowTools = ['components', 'react', 'sources', 'server', 'evaluator', 'model', 'presets'];

/**
 * For each folder of src/: which folders it may import (types too), and which packages.
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  model: { below: [] },
  presets: { below: ['model'] },
  evaluator: { below: ['model'] },
  sources: { below: ['evaluator', 'model'] },
  server: { below: ['evaluator', 'model'], packages: ['kysely', '@electric-sql/pglite', 'pg'] },
  react: { below: ['sources', 'evaluator', 'model'], packages: ['react', '@tanstack/react-query'] },
  components: {
    below: ['react', 'sources', 'evaluator', 'model'],
    packages: [
      'react',
      'react-dom',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'react-aria-components',
      'wavesurfer.js',
      'libphonenumber-js',
    ],
  },
  mocks: { below: everythingBelowTools, packages: ['msw'] },
  testing: { below: everythingBelowTools, packages: ['react', 'react-dom', '@tanstack/react-query'] },
  devtools: {
    below: everythingBelowTools,
    packages: ['react', 'react-dom', '@tanstack/react-query', 'react-aria-components'],
  },
  storybook: {
    below: everythingBelowTools,
    packages: ['react', 'react-dom', '@tanstack/react-query', 'storybook', '@storybook/react-vite'],
  },
};

/**
 * The files directly in src/ are entries of the package: barrels that join folders.
 * @type {Readonly<Record<string, Layer>>}
 */
export const entries = {
  'core.ts': { below: ['evaluator', 'model'] },
  'index.ts': { below: ['react', 'sources', 'evaluator', 'model'] },
  'styles.css.d.ts': { below: [] },
};
