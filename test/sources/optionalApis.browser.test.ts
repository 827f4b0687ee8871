import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { createPermissionStore } from '../../src/react/store/createPermissionStore.js';
import { httpSource } from '../../src/sources/http/httpSource.js';
import { allow, catalog, setOf } from '../react/desk.js';
import { json } from './fakeFetch.js';
import { createManualClock } from './manualClock.js';

/** What a browser may lack or refuse: where it stands, and what it does when it works but not for long. */
interface OptionalApi {
  readonly owner: object;
  readonly name: string;
  /** A working value whose uses all fail. */
  readonly rejecting: unknown;
}

const refuse = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const reject = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
const never = () => new Promise<never>(() => {});

class MuteChannel {
  readonly postMessage = refuse;
  readonly close = refuse;
}

const apis: Readonly<Record<string, OptionalApi>> = {
  BroadcastChannel: { owner: globalThis, name: 'BroadcastChannel', rejecting: MuteChannel },
  'navigator.locks': { owner: Navigator.prototype, name: 'locks', rejecting: { request: reject } },
  'locks that are never given': { owner: Navigator.prototype, name: 'locks', rejecting: { request: never } },
  navigator: { owner: globalThis, name: 'navigator', rejecting: {} },
  location: { owner: URL.prototype, name: 'href', rejecting: 7 },
  performance: { owner: globalThis, name: 'performance', rejecting: { now: refuse } },
  addEventListener: { owner: globalThis, name: 'addEventListener', rejecting: refuse },
  removeEventListener: { owner: globalThis, name: 'removeEventListener', rejecting: refuse },
  visibilityState: { owner: Document.prototype, name: 'visibilityState', rejecting: 7 },
  onLine: { owner: Navigator.prototype, name: 'onLine', rejecting: false },
  'body streams': { owner: Response.prototype, name: 'body', rejecting: { getReader: refuse, cancel: reject } },
  TextDecoder: {
    owner: globalThis,
    name: 'TextDecoder',
    rejecting: class {
      readonly decode = refuse;
    },
  },
  localStorage: { owner: globalThis, name: 'localStorage', rejecting: { getItem: refuse, setItem: refuse } },
  sessionStorage: { owner: globalThis, name: 'sessionStorage', rejecting: { getItem: refuse, setItem: refuse } },
  'crypto.randomUUID': { owner: Crypto.prototype, name: 'randomUUID', rejecting: refuse },
  'AbortSignal.any': { owner: AbortSignal, name: 'any', rejecting: refuse },
  'AbortSignal.timeout': { owner: AbortSignal, name: 'timeout', rejecting: refuse },
  structuredClone: { owner: globalThis, name: 'structuredClone', rejecting: refuse },
  requestIdleCallback: { owner: globalThis, name: 'requestIdleCallback', rejecting: refuse },
  matchMedia: { owner: globalThis, name: 'matchMedia', rejecting: refuse },
  EventSource: {
    owner: globalThis,
    name: 'EventSource',
    rejecting: class {
      readonly close = refuse;
    },
  },
  reportError: { owner: globalThis, name: 'reportError', rejecting: refuse },
};

const ways: Readonly<Record<string, (api: OptionalApi) => PropertyDescriptor>> = {
  'is absent': () => ({ value: undefined, writable: true }),
  'throws on access': () => ({ get: refuse, set() {} }),
  // An arrow function is no constructor either, as far as anybody could tell.
  'throws when it is made or called': () => ({
    value: class {
      constructor() {
        refuse();
      }
    },
    writable: true,
  }),
  'fails in every use': ({ rejecting }) => ({ value: rejecting, writable: true }),
};

const undo: (() => void)[] = [];
afterEach(() =>
  undo
    .splice(0)
    .reverse()
    .forEach((each) => each()),
);

/** Breaks one API until the test ends; what a test itself needs to be asked is asked before. */
function breakApi(api: OptionalApi, how: (api: OptionalApi) => PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(api.owner, api.name);
  Object.defineProperty(api.owner, api.name, { ...how(api), configurable: true });
  undo.push(() => {
    if (before) Object.defineProperty(api.owner, api.name, before);
    else Reflect.deleteProperty(api.owner, api.name);
  });
}

const cases = Object.keys(apis).flatMap((name) => Object.keys(ways).map((way) => [name, way] as const));

describe('a browser in which something is missing', () => {
  it.each(cases)('hears of a revocation all the same, where %s %s', async (name, way) => {
    const api = apis[name];
    const how = ways[way];
    if (!api || !how) throw new Error('no such case');
    const clock = createManualClock();
    let revision = 1;
    // The backend has no event stream to offer; what is left is asking.
    const fetch: typeof globalThis.fetch = (url) =>
      Promise.resolve(
        String(url).endsWith('/me/events')
          ? new Response(null, { status: 404 })
          : json(setOf(revision === 1 ? [allow('sms.send')] : [], { revision, issuedAt: 0 })),
      );
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    breakApi(api, how);
    const source = httpSource({ url: '/permissions', user: `${name} ${way}`, fetch, clock });
    const store = createPermissionStore({ catalog, client, source, keepFor: 300_000, clock });
    const stop = store.connect();
    undo.push(() => {
      stop();
      client.clear();
    });
    const can = () => store.view.get().evaluator?.can('sms.send') ?? false;
    const until = async (isThere: () => boolean) => {
      for (let turn = 0; turn < 400 && !isThere(); turn += 1) {
        await new Promise((resolve) => setTimeout(resolve));
        if (turn % 4 === 3) clock.advance(5_000);
      }
      expect(isThere()).toBe(true);
    };
    if (name === 'TextDecoder' && way === 'fails in every use') {
      // What cannot be read grants nothing, and says so.
      await until(() => store.status.get().state === 'error');
      return expect(can()).toBe(false);
    }
    await until(can);
    await until(() => store.status.get().isConnected === false);
    revision = 2;
    await until(() => !can());
    expect(store.status.get()).toMatchObject({ state: 'ready', isConnected: false, revision: 2 });
  });
});
