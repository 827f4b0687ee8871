import type { CatalogDefinition } from '../../model/catalog.js';
import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource } from '../adapter/stampedSource.js';
import { wazoGrants, type WazoMeaning, type WazoStamp } from './wazoGrants.js';

/** Options of `wazoSource`. */
export interface WazoOptions<C extends CatalogDefinition = CatalogDefinition>
  extends HttpOptions, WazoMeaning<C>, Pick<WazoStamp, 'tenant'> {
  /** Such as `https://wazo.example/api/auth/0.1`. */
  readonly baseUrl: string;
  /** The token whose rights these are; send it in `X-Auth-Token` as well where the server asks for it. */
  readonly token: string;
  /** Whose grants these are, where several users share a browser; a token does not belong into a cache key. */
  readonly user?: string;
}

/** Grants straight from a wazo-auth server: those of a token, until it expires. */
export function wazoSource<C extends CatalogDefinition>(options: WazoOptions<C>): GrantSource {
  const { baseUrl, catalog, tenant, user, clock = systemClock } = options;
  const base = baseUrl.replace(/\/+$/, '');
  const hidden = hidingToken(options);
  return stampedSource(
    JSON.stringify(['wazo', base, catalog.id, tenant ?? null, user ?? null]),
    clock,
    async (signal, tellTime) => {
      const answer = await fetchBody(`${base}/token/…`, hidden, signal, { tellTime });
      return wazoGrants(answer, options, { ...(tenant !== undefined && { tenant }) });
    },
  );
}

/** Puts the token into the address only as the request is sent, so that no error can name it. */
function hidingToken({
  token,
  fetch = globalThis.fetch,
  ...options
}: HttpOptions & { readonly token: string }): HttpOptions {
  const segment = encodeURIComponent(token);
  return {
    ...options,
    fetch: async (address, init) => {
      try {
        return await fetch(
          String(address).replace(/…$/, () => segment),
          init,
        );
      } catch (error) {
        if (error instanceof Error && error.message.includes(segment))
          throw new TypeError(error.message.replaceAll(segment, '…'));
        throw error;
      }
    },
  };
}
