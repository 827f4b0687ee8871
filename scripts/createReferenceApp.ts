import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { PermissionApi } from 'hookswitch/server';

/** Options of `createReferenceApp`. */
export interface ReferenceAppOptions {
  readonly api: PermissionApi;
  /** Where the API is mounted, such as `/permissions`. */
  readonly basePath: string;
  /** The names, with the port, that browsers may reach this server by: any other one may be a page that rebinds DNS. */
  readonly hosts: readonly string[];
  /** The origins whose pages may call the API. */
  readonly origins: readonly string[];
}

/** The permission API on Hono, closed to pages of origins and to host names that are not listed. */
export function createReferenceApp({ api, basePath, hosts, origins }: ReferenceAppOptions): Hono {
  const app = new Hono();
  app.use('*', async ({ req, text }, next) => {
    const host = (req.header('host') ?? new URL(req.url).host).toLowerCase();
    if (!hosts.includes(host)) return text(`This server is not reached as '${host}'. Add it to HOSTS.`, 421);
    const origin = req.header('origin');
    if (origin === undefined || origins.includes(origin)) return next();
    return text(`Pages of '${origin}' may not call this server. Add it to ORIGINS.`, 403);
  });
  app.use('*', cors({ origin: [...origins], exposeHeaders: ['etag', 'retry-after'] }));
  app.all(`${basePath}/*`, (context) => api(context.req.raw));
  return app;
}

/** The names of this machine alone, with the port. */
export function loopbackHosts(port: number): readonly string[] {
  // Browsers leave the usual port out.
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`));
}
