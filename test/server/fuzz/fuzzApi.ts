// Runs random requests against the API for a bounded time, each against the document and the oracle.
import fc from 'fast-check';
import { createPermissionApi, type PermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import type { Store } from '../../../src/server/store/Store.js';
import { acme, authenticate, catalog, requestAs, rival } from '../desk.js';
import { problemsWith } from '../openApi.js';
import { forbiddenWrite, type State, stateOf } from './oracle.js';
import { anyRequest, type FuzzRequest } from './requests.js';
import { unlimited } from '../unlimited.js';

export interface FuzzOptions {
  /** The same seed makes the same requests. */
  readonly seed: number;
  readonly milliseconds: number;
  /** The API under test; the real one unless told. */
  readonly apiOn?: (store: Store) => PermissionApi;
  /** A store with the organisations of these tests in it and nothing else; in memory unless told. */
  readonly openStore?: () => Promise<Store>;
}

export interface FuzzReport {
  readonly runs: number;
  /** How many answers there were, by status. */
  readonly statuses: ReadonlyMap<number, number>;
}

const realApi = (store: Store): PermissionApi =>
  createPermissionApi({
    store,
    catalog,
    authenticate,
    now: () => 8,
    limits: unlimited,
    // An answer of 5xx is what the run looks for; why it came shows in the log.
  });

/** Rejects with the seed and the shortest sequence of requests that goes wrong. */
export const fuzzApi = async ({
  seed,
  milliseconds,
  apiOn = realApi,
  openStore = async () => memoryStore({ tenants: [acme, rival] }),
}: FuzzOptions): Promise<FuzzReport> => {
  const statuses = new Map<number, number>();
  let runs = 0;
  const sequences = fc.array(anyRequest, { minLength: 1, maxLength: 12 });
  const property = fc.asyncProperty(sequences, async (requests) => {
    runs++;
    const store = await openStore();
    const api = apiOn(store);
    let state = await stateOf(store, 'acme');
    for (const request of requests) {
      const { status, after } = await sendAndCheck(api, store, request, state);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      state = after;
    }
    if ((await stateOf(store, 'rival')).text !== untouched.text) throw new Error('another tenant was changed');
  });
  await fc.assert(property, { seed, numRuns: 1e9, interruptAfterTimeLimit: milliseconds, endOnFailure: false });
  return { runs, statuses };
};

const sendAndCheck = async (api: PermissionApi, store: Store, sent: FuzzRequest, before: State) => {
  const { who, method, path, headers, body } = sent;
  const request = requestAs(who, path, { method, headers, ...(body !== undefined && { body }) });
  const response = await api(request);
  const after = await stateOf(store, 'acme');
  const forbidden = forbiddenWrite(before, after, who);
  const problems = [...(await answerProblems(request, response)), ...(forbidden === undefined ? [] : [forbidden])];
  if (problems.length > 0) throw new Error(`${method} ${path} as ${who}: ${problems.join('; ')}`);
  return { status: response.status, after };
};

const untouched = await stateOf(memoryStore(rival), 'rival');

const answerProblems = async (request: Request, response: Response): Promise<string[]> => {
  if (response.status >= 500) return [`answered ${response.status}`];
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel();
    return [];
  }
  const text = await response.text();
  const leaks = /Secret project|"rival"|node_modules|\.ts:\d/.test(text) ? [`told too much: ${text}`] : [];
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const { status, headers } = response;
  return [...leaks, ...problemsWith(request.method, new URL(request.url).pathname, { status, headers, body })];
};

/** The seed of this run: `FUZZ_SEED` where it is set, to run a failure again. */
export const seedOfThisRun = (): number => {
  const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  // oxlint-disable-next-line no-console -- a run that is interrupted must be repeatable too
  console.info(`Fuzzing with FUZZ_SEED=${seed}`);
  return seed;
};
