// The layers of the kit, as data. Read by layers.js; the reasons are in docs/decisions/0001-toolchain.md.

/** @typedef {{ below: readonly string[], packages?: readonly string[] }} Layer */

const everythingBelowTools = [
  'base',
  'client',
  'matrix',
  'player',
  'components',
  'react',
  'sources',
  'server',
  'evaluator',
  'model',
  'presets',
];

/**
 * For each folder of src/: which folders it may import (types too), and which packages.
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  base: { below: [] },
  model: { below: ['base'] },
  presets: { below: ['model'] },
  evaluator: { below: ['model', 'base'] },
  client: { below: ['evaluator', 'model', 'base'] },
  sources: { below: ['client', 'evaluator', 'model', 'base'] },
  matrix: { below: ['client', 'evaluator', 'model', 'base'] },
  player: { below: ['client', 'evaluator', 'model', 'base'] },
  server: { below: ['evaluator', 'model', 'base'], packages: ['kysely', '@electric-sql/pglite', 'pg'] },
  react: { below: ['sources', 'client', 'evaluator', 'model', 'base'], packages: ['react', '@tanstack/react-query'] },
  components: {
    below: ['react', 'matrix', 'player', 'sources', 'client', 'evaluator', 'model', 'base'],
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
  msw: { below: everythingBelowTools, packages: ['msw'] },
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
  'index.ts': { below: ['react', 'sources', 'client', 'evaluator', 'model', 'base'] },
  'styles.css.d.ts': { below: [] },
};
