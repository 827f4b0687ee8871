import type { BuildOptions } from 'esbuild';

/** How an application builds this package's source for its users, for the benches to build on. */
export const production = {
  bundle: true,
  conditions: ['hookswitch-source'],
  write: false as const,
  jsx: 'automatic' as const,
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
} satisfies BuildOptions;

/** What an application has anyway: React and TanStack Query. */
export const givens = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'];
