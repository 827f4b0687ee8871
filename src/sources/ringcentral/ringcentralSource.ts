import { systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { fetchBody, type HttpOptions } from '../../client/fetchJson.js';
import { stampedSource, type TellTime } from '../adapter/stampedSource.js';
import type { UntranslatedOptions } from '../adapter/Untranslated.js';
import { items, member, placeOf, refuse, total } from '../adapter/readJson.js';
import type { RingcentralRights } from './readRingcentral.js';
import type { RingcentralIdentity } from './readSubject.js';
import { ringcentralGrants } from './ringcentralGrants.js';

/** Options of `ringcentralSource` and `loadRingcentral`. */
export interface RingcentralOptions extends HttpOptions, UntranslatedOptions {
  /** Such as `https://platform.ringcentral.com`. */
  readonly baseUrl: string;
  /** Whose grants these are, where several users share a browser. */
  readonly user?: string;
  /** The id of the catalog. Default: `ringcentral`. */
  readonly catalog?: string;
}

/** Everything that one user's grants, and a catalog for them, are made from. */
export interface RingcentralAnswers extends RingcentralRights, RingcentralIdentity {}

/** More pages than any account has; a server that never says "last" is not followed for ever. */
const mostPages = 200;

/** Asks RingCentral for one user's answers, page by page. Rejects with a SourceError. */
export function loadRingcentral(options: RingcentralOptions, signal: AbortSignal): Promise<RingcentralAnswers> {
  return askRingcentral(options, signal);
}

async function askRingcentral(
  options: RingcentralOptions,
  signal: AbortSignal,
  tellTime?: TellTime,
): Promise<RingcentralAnswers> {
  const own = `${options.baseUrl.replace(/\/+$/, '')}/restapi/v1.0/account/~/extension/~`;
  const ask = (path: string) => fetchBody(own + path, options, signal, { tellTime });
  const [extensionInfo, authzProfile, features, extensionGrants, phoneNumbers] = await Promise.all([
    ask(''),
    ask('/authz-profile'),
    ask('/features'),
    allPages((page) => ask(`/grant?page=${page}&perPage=1000`), 'extensionGrants'),
    allPages((page) => ask(`/phone-number?page=${page}&perPage=1000`), 'phoneNumbers'),
  ]);
  return { extensionInfo, authzProfile, features, extensionGrants, phoneNumbers };
}

/** Joins a paged list. Pages are asked for by number: an address in an answer could lead the credentials elsewhere. */
async function allPages(
  ask: (page: number) => Promise<unknown>,
  name: string,
): Promise<{ readonly records: readonly unknown[] }> {
  const records: unknown[] = [];
  for (let page = 1, last = 1; page <= Math.min(last, mostPages); page += 1) {
    const answer = await ask(page);
    const read = total(name, () => readPage(name, answer));
    records.push(...read.records);
    last = read.last;
  }
  return { records };
}

function readPage(name: string, answer: unknown): { records: readonly unknown[]; last: number } {
  const place = placeOf(name, answer);
  const last = member(member(place, 'paging'), 'totalPages');
  return {
    records: items(member(place, 'records')).map(({ value }) => value),
    last: typeof last.value === 'number' ? last.value : refuse(last, 'a number'),
  };
}

/**
 * Grants straight from RingCentral's API.
 *
 * ```ts
 * const catalog = ringcentralCatalog(await loadRingcentral(options, signal)); // once
 * const source = ringcentralSource(options);
 * ```
 */
export function ringcentralSource(options: RingcentralOptions): GrantSource {
  const { baseUrl, user, catalog = 'ringcentral', clock = systemClock, onUntranslated } = options;
  return stampedSource(
    JSON.stringify(['ringcentral', baseUrl, catalog, user ?? null]),
    clock,
    async (signal, tellTime) => {
      const answers = await askRingcentral(options, signal, tellTime);
      return ringcentralGrants(answers, { catalog, ...(onUntranslated && { onUntranslated }) });
    },
  );
}
