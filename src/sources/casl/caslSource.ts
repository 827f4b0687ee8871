import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource } from '../adapter/stampedSource.js';
import { caslGrants, type CaslMeaning } from './caslGrants.js';

/** Options of `caslSource`. */
export interface CaslOptions extends HttpOptions, CaslMeaning {
  /** An address that answers the result of CASL's `packRules`, as JSON. */
  readonly url: string;
}

/** Grants from a backend that serves CASL's packed rules. */
export function caslSource(options: CaslOptions): GrantSource {
  const { url, catalog, subject, clock = systemClock } = options;
  return stampedSource(
    JSON.stringify(['casl', url, catalog.id, subject.tenant, subject.id]),
    clock,
    async (signal, tellTime) => caslGrants(await fetchBody(url, options, signal, { tellTime }), options),
  );
}
