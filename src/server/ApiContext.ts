import type { Catalog } from '../model/catalog.js';
import type { Authenticate } from './Caller.js';
import type { EventHub } from './events/createEventHub.js';
import type { StreamRoom } from './events/createStreamRoom.js';
import type { Store, StoredRole } from './Store.js';

/** How much one caller may ask for; what is beyond is refused with 413, 422 or 429 and the limit. */
export interface ApiLimits {
  /** Requests of one member in a minute. */
  readonly requestsPerMinute: number;
  /** Edits of one member in a minute. */
  readonly editsPerMinute: number;
  /** Bytes of one request's body. */
  readonly bodyBytes: number;
  /** Characters of one request's address. */
  readonly addressLength: number;
  /** Operations in one edit. */
  readonly operations: number;
  /** Roles that one tenant can change or make. */
  readonly roles: number;
  /** Entries of one page. */
  readonly pageSize: number;
  /** Event streams that one member may hold open. */
  readonly streamsPerMember: number;
  /** Event streams that one process holds open. */
  readonly streams: number;
}

/** The limits where none are given. */
export const defaultLimits: ApiLimits = {
  requestsPerMinute: 600,
  editsPerMinute: 120,
  bodyBytes: 64 * 1024,
  addressLength: 8 * 1024,
  operations: 100,
  roles: 200,
  pageSize: 200,
  streamsPerMember: 20,
  streams: 20_000,
};

/** What every call of the API works with. */
export interface ApiContext {
  readonly store: Store;
  /** The shared catalog, before any tenant's changes. */
  readonly catalog: Catalog;
  /** Tells this version of the catalog from another one. */
  readonly catalogTag: string;
  /** The catalog with the roles that a tenant changed or made. */
  readonly catalogFor: (roles: readonly StoredRole[]) => Catalog;
  readonly authenticate: Authenticate;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly limits: ApiLimits;
  /** How long a grant set is good for, in milliseconds; without it until it is replaced. */
  readonly grantsLastFor: number | undefined;
  /** Who watches whose revisions. */
  readonly hub: EventHub;
  /** How many event streams there may be. */
  readonly room: StreamRoom;
  /** Hears of what went wrong while nobody waited for an answer. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two signs of life on an event stream. */
  readonly heartbeat: number;
}
