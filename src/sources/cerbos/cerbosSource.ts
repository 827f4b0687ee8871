import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource } from '../adapter/stampedSource.js';
import { cerbosGrants, type CerbosMeaning } from './cerbosGrants.js';

/** Options of `cerbosSource`. */
export interface CerbosOptions extends HttpOptions, CerbosMeaning {
  /** Such as `http://localhost:3592`. */
  readonly baseUrl: string;
  /** The body of CheckResources: a principal, and the resources with the actions to ask about. */
  readonly request: { readonly principal: object; readonly resources: readonly object[] };
}

/** Grants straight from a Cerbos server, for the resources that it is asked about. */
export function cerbosSource(options: CerbosOptions): GrantSource {
  const { baseUrl, request, catalog, subject, clock = systemClock } = options;
  const url = `${baseUrl.replace(/\/+$/, '')}/api/check/resources`;
  return stampedSource(
    JSON.stringify(['cerbos', url, catalog.id, subject.tenant, subject.id, request.resources]),
    clock,
    async (signal, tellTime) =>
      cerbosGrants(await fetchBody(url, options, signal, { body: request, tellTime }), options),
  );
}
