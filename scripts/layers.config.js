// The layers of the kit, as data. Read by layers.js; the reasons are in docs/decisions/0001-toolchain.md.

/** @typedef {{ below: readonly string[], packages?: readonly string[] }} Layer */

const evaluator = ['evaluator/decide', 'evaluator/resolve', 'evaluator/delegate', 'evaluator/report'];
const nouns = ['base', 'model'];
const core = [...nouns, ...evaluator];
const react = ['react/dom', 'react/store', 'react/hooks', 'react/announce', 'react/gates', 'react'];
const parts = ['components/ui', 'components/rights', 'components/phone'];
const forTools = [
  ...core,
  'presets',
  'client',
  'sources',
  'server',
  'matrix',
  'player',
  ...react,
  'components',
  ...parts,
];

/**
 * For each folder of src/: which folders it may import (types too), and which packages. A file belongs to the longest
 * path that it lies below.
 * @type {Readonly<Record<string, Layer>>}
 */
export const layers = {
  base: { below: [] },
  model: { below: ['base'] },
  presets: { below: ['model'] },
  'evaluator/decide': { below: nouns },
  'evaluator/resolve': { below: [...nouns, 'evaluator/decide'] },
  'evaluator/delegate': { below: [...nouns, 'evaluator/decide', 'evaluator/resolve'] },
  'evaluator/report': { below: [...nouns, 'evaluator/decide', 'evaluator/resolve', 'evaluator/delegate'] },
  client: { below: core },
  sources: { below: [...core, 'client'] },
  server: { below: core, packages: ['kysely', '@electric-sql/pglite', 'pg'] },
  matrix: { below: [...core, 'client'] },
  player: { below: [...core, 'client'] },
  'react/dom': { below: nouns, packages: ['react'] },
  'react/store': { below: [...core, 'client', 'sources'], packages: ['react', '@tanstack/react-query'] },
  'react/hooks': { below: [...core, 'react/dom', 'react/store'], packages: ['react'] },
  'react/announce': { below: [...nouns, 'react/dom', 'react/store', 'react/hooks'], packages: ['react'] },
  'react/gates': { below: [...core, 'react/dom', 'react/store', 'react/hooks', 'react/announce'], packages: ['react'] },
  react: { below: [...core, 'client', 'sources', ...react], packages: ['react', '@tanstack/react-query'] },
  'components/ui': {
    below: [...nouns, 'client', ...react],
    packages: ['react', 'react-dom', 'react-aria-components'],
  },
  'components/rights': { below: [...core, ...react], packages: ['react'] },
  'components/phone': { below: [...core, ...react, 'components/rights'], packages: ['react', 'libphonenumber-js'] },
  components: {
    below: [...core, 'client', 'sources', 'matrix', 'player', ...react, ...parts],
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
  'msw/demo': { below: [...core, 'presets', 'server'] },
  msw: { below: [...forTools, 'msw/demo'], packages: ['msw'] },
  testing: { below: forTools, packages: ['react', 'react-dom', '@tanstack/react-query'] },
  devtools: {
    below: forTools,
    packages: ['react', 'react-dom', '@tanstack/react-query', 'react-aria-components'],
  },
  storybook: {
    below: forTools,
    packages: ['react', 'react-dom', '@tanstack/react-query', 'storybook', '@storybook/react-vite'],
  },
};

/**
 * The files directly in src/ are entries of the package: barrels that join folders.
 * @type {Readonly<Record<string, Layer>>}
 */
export const entries = {
  'core.ts': { below: core },
  'index.ts': { below: [...core, 'client', 'sources', ...react] },
  'styles.css.d.ts': { below: [] },
};

/**
 * Specifiers that package.json sends to one of several files under "imports"; one of them stands for all here.
 * @type {Readonly<Record<string, string>>}
 */
export const aliases = { '#grantEngine': 'react/store/engineNow.ts' };
