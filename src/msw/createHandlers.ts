import { delay, http, type HttpHandler, HttpResponse } from 'msw';
import type { PermissionApi } from '../server/createPermissionApi.js';
import {
  createNetwork,
  failureOf,
  type MockNetwork,
  type NetworkConditions,
  type NetworkFailure,
} from './createNetwork.js';

/** Options of `createHandlers`. */
export interface CreateHandlersOptions extends Partial<NetworkConditions> {
  /** Such as `https://demo.example/story-1`; each story has its own, so that stories on one page stay apart. */
  readonly baseUrl: string;
  /** A network that several mocks share; one of its own unless given. */
  readonly network?: MockNetwork;
}

/** A mocked API: what to give to MSW, and the network to turn. */
export interface MockedApi {
  readonly handlers: readonly HttpHandler[];
  readonly network: MockNetwork;
}

/**
 * Mounts the very handler that a server runs on MSW, for a browser or for Node.
 *
 * ```ts
 * const { handlers, network } = createHandlers(api, { baseUrl: 'https://demo.example/story-1', latency: 300 });
 * worker.use(...handlers);
 * network.set({ failure: 'offline' });
 * ```
 */
export function createHandlers(
  api: PermissionApi,
  { baseUrl, latency, failure, network = createNetwork() }: CreateHandlersOptions,
): MockedApi {
  if (latency !== undefined) network.set({ latency });
  if (failure !== undefined) network.set({ failure });
  const base = baseUrl.replace(/\/$/, '');
  const handler = http.all(`${base}/*`, async ({ request }) => {
    if (network.conditions.latency > 0) await delay(network.conditions.latency);
    // Asked after the delay: a request that was on its way when the network went down does not arrive.
    return (
      failures[failureOf(network, request)](request) ??
      whileOnline(network, request, await api(await below(base, request)))
    );
  });
  return { handlers: [handler], network };
}

type Answer = Response | Promise<never> | undefined;

const failures: Readonly<Record<NetworkFailure, (request: Request) => Answer>> = {
  none: () => undefined,
  offline: () => HttpResponse.error(),
  hanging: (request) => never(request.signal),
  'server-error': () => HttpResponse.json({ title: 'The service is down.', status: 503 }, { status: 503 }),
  'signed-out': () => HttpResponse.json({ title: 'Nobody is signed in.', status: 401 }, { status: 401 }),
  'not-json': () => HttpResponse.text('<!doctype html><title>Sign in to the hotel network</title>'),
};

/** Answers nothing, as long as somebody waits. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** The request as the API knows it, at its own root. */
async function below(base: string, request: Request): Promise<Request> {
  const { method, headers, signal } = request;
  const url = `https://api.invalid${request.url.slice(base.length)}`;
  // Read whole: not every browser lets a request be made from another one's stream.
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
  return new Request(url, { method, headers, signal, body });
}

/** Cuts an event stream once the network fails. */
function whileOnline(network: MockNetwork, request: Request, response: Response): Response {
  if (!response.body || response.headers.get('content-type') !== 'text/event-stream') return response;
  const gate = new TransformStream<Uint8Array, Uint8Array>();
  const cut = new AbortController();
  const unsubscribe = network.subscribe(() => {
    if (failureOf(network, request) !== 'none') cut.abort(new TypeError('The mocked network went down.'));
  });
  // A stream that ends, by either side, ends the subscription; its reader learns why.
  response.body.pipeTo(gate.writable, { signal: cut.signal }).then(unsubscribe, unsubscribe);
  return new Response(gate.readable, response);
}
