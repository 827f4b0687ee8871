import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What one import costs an application, in bytes, minified and gzipped; React, TanStack Query and `without` not counted. */
export async function sizeOf(code: string, without: readonly string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    conditions: ['hookswitch-source'],
    write: false,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    treeShaking: true,
    external: ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query', ...without],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
