import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { givens, production } from './production.js';

/** What one import costs an application, in bytes, minified and gzipped; React, TanStack Query and `without` not counted. */
export async function sizeOf(code: string, without: readonly string[] = []): Promise<number> {
  const { outputFiles } = await build({
    ...production,
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
    format: 'esm',
    external: [...givens, ...without],
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
