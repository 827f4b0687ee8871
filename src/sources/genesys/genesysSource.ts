import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource } from '../adapter/stampedSource.js';
import { genesysGrants, type GenesysMeaning } from './genesysGrants.js';

/** Options of `genesysSource`. */
export interface GenesysOptions extends HttpOptions, GenesysMeaning {
  /** Such as `https://api.mypurecloud.com`. */
  readonly baseUrl: string;
  /** Whose grants these are, where several users share a browser. */
  readonly user?: string;
}

/** Grants straight from Genesys Cloud's API. */
export function genesysSource(options: GenesysOptions): GrantSource {
  const { baseUrl, catalog, user: owner, clock = systemClock } = options;
  const base = `${baseUrl.replace(/\/+$/, '')}/api/v2`;
  return stampedSource(
    JSON.stringify(['genesys', base, catalog.id, owner ?? null]),
    clock,
    async (signal, tellTime) => {
      const [user, subject] = await Promise.all([
        fetchBody(`${base}/users/me?expand=organization`, options, signal, { tellTime }),
        fetchBody(`${base}/authorization/subjects/me`, options, signal, { tellTime }),
      ]);
      return genesysGrants({ user, subject }, options);
    },
  );
}
