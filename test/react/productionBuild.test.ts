import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { root } from '../../scripts/paths.js';

const everything = `
  export * from 'hookswitch';
  export { staticSource } from 'hookswitch/sources';
  export { RecordingPlayer } from 'hookswitch/components/RecordingPlayer';
`;

async function bundled(mode: 'production' | 'development'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: everything, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    outdir: 'out',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    minifySyntax: true,
    conditions: ['hookswitch-source'],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    external: ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query', 'wavesurfer.js'],
    loader: { '.css': 'empty' },
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

const warnings = [
  'Did you mean',
  'was asked without a record',
  'has no scope, so',
  'another catalog object',
  'console.warn',
];

test('a production build holds no word of the warnings, and nothing that looks for their causes', async () => {
  const code = await bundled('production');
  for (const text of [...warnings, 'fields-missing', 'process.env']) expect(code).not.toContain(text);
});

test('a development build holds every one of them', async () => {
  const code = await bundled('development');
  for (const text of warnings) expect(code).toContain(text);
});
