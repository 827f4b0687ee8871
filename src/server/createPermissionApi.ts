import type { Catalog } from '../model/catalog.js';
import type { ApiContext } from './session/ApiContext.js';
import { type ApiLimits, defaultLimits } from './http/ApiLimits.js';
import type { Authenticate, Caller, SignOutMember } from './http/Caller.js';
import { createEventHub } from './events/createEventHub.js';
import { createStreamRoom } from './events/createStreamRoom.js';
import { createGrantsCache } from './session/GrantsCache.js';
import { ProblemError, problemResponse } from './http/problem.js';
import { createRouter } from './http/router.js';
import { createRateLimit } from './http/rateLimit.js';
import { fingerprint } from './store/revision.js';
import { routes } from './routes.js';
import { findCaller } from './session/session.js';
import type { Store } from './store/Store.js';

/** Options of `createPermissionApi`. */
export interface PermissionApiOptions {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly authenticate: Authenticate;
  /** Ends every session of a member. Without it nobody is signed out by the API. */
  readonly onSignOut?: SignOutMember;
  /** The path that the API is mounted at, such as `/permissions`. Default: the root. */
  readonly basePath?: string;
  /** Limits of requests and of stored data; each that is not given is as in `defaultLimits`. */
  readonly limits?: Partial<ApiLimits>;
  /** Milliseconds for which a grant set holds without being asked for again. Default: no end. */
  readonly grantsLastFor?: number;
  /** Milliseconds between two signs of life on an event stream. Default: 15 000. */
  readonly heartbeat?: number;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Takes errors from inside; a caller hears only that there was one. Default: the console. */
  readonly onError?: (error: unknown, request: Request | undefined) => void;
}

/** Answers a request; it never rejects. */
export type PermissionApi = (request: Request) => Promise<Response>;

/**
 * Makes the permission API as a fetch handler: it runs wherever there are `Request` and `Response`.
 *
 * ```ts
 * const api = createPermissionApi({ store: memoryStore({ members }), catalog, authenticate });
 * const response = await api(new Request('https://phone.example/me/grants'));
 * ```
 */
export function createPermissionApi(options: PermissionApiOptions): PermissionApi {
  const { onError = logError } = options;
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const context = createContext(options);
  const { limits } = context;
  const requests = createShares(limits.requestsPerMinute, limits.requestsPerMinuteOfTenant);
  const edits = createShares(limits.editsPerMinute, limits.editsPerMinuteOfTenant);
  const findRoute = createRouter(routes);
  const answer = async (request: Request) => {
    const { route, params } = findRoute(request.method, pathOf(context, request, basePath));
    const caller = await findCaller(context, request);
    requests(caller, context.now());
    if (route.method !== 'GET') edits(caller, context.now());
    return route.handle(context, request, caller, params);
  };
  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(error);
      report(onError, error, request);
      return problemResponse(
        new ProblemError('internal', {
          detail: 'Send the request again; if it fails again, contact the operator of the service.',
        }),
      );
    }
  };
}

/** Takes one of a member's share and one of its tenant's: a member without any left takes none of the others'. */
function createShares(perMember: number, perTenant: number): (caller: Caller, now: number) => void {
  const [members, tenants] = [createRateLimit(perMember), createRateLimit(perTenant)];
  return ({ tenant, subject }, now) => {
    members.take(JSON.stringify([tenant, subject]), now);
    tenants.take(tenant, now);
  };
}

/** A logger that fails does not fail the answer. */
function report(
  onError: NonNullable<PermissionApiOptions['onError']>,
  error: unknown,
  request: Request | undefined,
): void {
  try {
    onError(error, request);
  } catch (another) {
    logError(another);
  }
}

function logError(error: unknown): void {
  // oxlint-disable-next-line no-console -- an error that nobody listens for must not be lost
  console.error(error);
}

function createContext({ store, catalog, authenticate, ...options }: PermissionApiOptions): ApiContext {
  const { now = Date.now, heartbeat = 15_000, grantsLastFor, onSignOut } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const onError = (error: unknown) => report(options.onError ?? logError, error, undefined);
  const room = createStreamRoom(limits);
  const events = { hub: createEventHub(store, onError), room, heartbeat, onError };
  const grants = createGrantsCache({ bytes: limits.cacheBytes, bytesOfTenant: limits.cacheBytesOfTenant });
  const derived = { grants, catalogTag: fingerprint(catalog) };
  return { store, catalog, ...derived, authenticate, onSignOut, now, limits, grantsLastFor, ...events };
}

function pathOf({ limits }: ApiContext, request: Request, basePath: string): string {
  const limit = limits.addressLength;
  if (request.url.length > limit)
    throw new ProblemError('uri-too-long', { detail: `Use at most ${limit} characters.`, limit });
  const { pathname } = new URL(request.url);
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '';
}
