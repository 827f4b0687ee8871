import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const name = 'mockServiceWorker.js';
const readWorker = () => readFile(createRequire(import.meta.url).resolve(`msw/${name}`), 'utf8');

/**
 * Serves the worker file of Mock Service Worker at /mockServiceWorker.js straight from the installed
 * package (Storybook, its static build, and browser tests), so that no copy can grow old.
 * @returns {import('vite').Plugin}
 */
export const mockWorker = () => ({
  name: 'hookswitch:mock-worker',
  configureServer({ middlewares }) {
    middlewares.use(`/${name}`, (_request, response, next) => {
      response.setHeader('Content-Type', 'text/javascript').setHeader('Cache-Control', 'no-store');
      readWorker().then((worker) => response.end(worker), next);
    });
  },
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: name, source: await readWorker() });
  },
});
