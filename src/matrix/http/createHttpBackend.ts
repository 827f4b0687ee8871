import type { Catalog } from '../../model/catalog.js';
import type { BackendEvent, HistoryEntry, MatrixBackend, MatrixTarget, TargetState } from '../MatrixBackend.js';
import { idOfTarget, isRoleTarget, targetOf } from '../target.js';
import { auditTarget, followAudit } from './followAudit.js';
import { BackendError, SourceError } from '../../client/SourceError.js';
import { type ClientOptions, createClient } from '../../client/createClient.js';
import type { HttpAnswer, JsonRequest } from '../../client/fetchJson.js';
import {
  bodyOf,
  readAudit,
  readDirectoryPage,
  readHandedOver,
  readHistory,
  readMember,
  readMemberPage,
  readRole,
  readRoles,
} from './readAnswers.js';
import { outcomeOf, refusalOf } from './saveOutcome.js';

/** Options of `createHttpBackend`, beside the catalog. */
export interface HttpBackendOptions extends ClientOptions {
  /**
   * The organisation, where the address alone does not name it, such as one that is chosen by a header. Backends of
   * one `url` and `tenant` are the same one to an editor; with another, it begins again.
   */
  readonly tenant?: string;
  /** Milliseconds between two looks at the audit log where there is no event stream. Default: 5 000. */
  readonly pollEvery?: number;
}

/** The longest answer that is read by default: a page has up to 200 members of 20,000 ids each. */
const defaultMaxBytes = 64 * 1024 * 1024;

/** The options of each backend, so that an older one of the same key can adopt them. */
const settingsOf = new WeakMap<MatrixBackend, HttpBackendOptions & { readonly catalog: Catalog }>();

/** The most changes of one cell that are read, and the most pages of the log for them. */
const mostHistory = 100;
const mostPages = 50;

function pathOf(target: MatrixTarget): string {
  return `/${isRoleTarget(target) ? 'roles' : 'members'}/${encodeURIComponent(idOfTarget(target))}`;
}

/**
 * The matrix's backend over the permission API (`hookswitch/server`, or any other that speaks it). Its event stream for
 * administrators tells of edits by others, and the audit log names their authors. Without a stream, the log is read at
 * intervals.
 *
 * ```ts
 * const backend = createHttpBackend({ url: '/permissions', catalog });
 * ```
 */
export function createHttpBackend(options: HttpBackendOptions & { readonly catalog: Catalog }): MatrixBackend {
  const { catalog, url, tenant, pollEvery = 5000 } = options;
  // Read at each request: a later rendering may have given a fresh token with a backend of its own.
  let current = options;
  const known = new Map<MatrixTarget, number>();
  const client = createClient(url, () => ({ maxBytes: defaultMaxBytes, ...current }));
  const request = (path: string, signal: AbortSignal, asked?: JsonRequest) =>
    client.ask(path, signal, asked).catch((error: unknown) => {
      throw signal.aborted ? error : backendError(error);
    });
  const ask = (path: string, signal: AbortSignal) => request(path, signal);
  const learn = <T extends TargetState>(state: T): T => {
    known.set(targetOf(state), state.revision);
    return state;
  };
  const readState = (target: MatrixTarget, body: unknown) =>
    learn(isRoleTarget(target) ? readRole(catalog, body) : readMember(body));
  const load = async (target: MatrixTarget, signal: AbortSignal) => {
    const answer = await ask(pathOf(target), signal);
    if (answer.status === 404) return undefined;
    return readState(target, bodyOf(answer));
  };
  const audit = followAudit({ ask, known, load, client, pollEvery });
  const listeners = new Set<(event: BackendEvent) => void>();
  let unfollow: (() => void) | undefined;
  const tell = (event: BackendEvent) => listeners.forEach((listener) => listener(event));
  /** Tells the other editors of this backend of a save, after the one that made it. */
  const tellOthers = (event: BackendEvent) => {
    if (listeners.size > 1) setTimeout(() => tell(event));
  };

  const backend: MatrixBackend = {
    key: JSON.stringify(['http', url, tenant ?? null]),
    adopt(next) {
      const settings = settingsOf.get(next);
      if (settings) current = settings;
      return settings !== undefined;
    },
    async loadMembers({ after }, signal) {
      // Edits that are made while the pages are read are in the audit log after this point.
      await audit.begin();
      const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      const page = readMemberPage(bodyOf(await ask(`/members?limit=200${cursor}`, signal)));
      page.items.forEach(learn);
      return page;
    },
    async loadRoles(signal) {
      await audit.begin();
      return readRoles(catalog, bodyOf(await ask('/roles', signal))).map(learn);
    },
    load,
    async save({ target, edits, tag, key, revision }, signal) {
      const answer = await request(pathOf(target), signal, {
        method: 'PATCH',
        headers: { 'if-match': tag ?? '*', 'idempotency-key': key },
        body: { operations: edits },
      });
      const outcome = outcomeOf(answer, (body) => readState(target, body));
      if (outcome.status === 'not-saved') return outcome;
      const { status, state } = outcome;
      const attributed = status === 'stale' ? await audit.attributed(state, revision, signal) : state;
      tellOthers({ type: 'changed', state: attributed });
      return { status, state: attributed };
    },
    subscribe(listener) {
      listeners.add(listener);
      unfollow ??= audit.subscribe(tell);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unfollow?.();
        unfollow = undefined;
      };
    },
    history: (target, permission, signal) =>
      historyOf(permission, (after) => ask(`/audit?limit=100&${auditTarget(target)}${after}`, signal)),
    async names(dimension, ids, signal) {
      const query = new URLSearchParams({ limit: String(ids.length), ids: ids.map(encodeURIComponent).join() });
      const answer = await ask(`/directory/${encodeURIComponent(dimension)}?${query}`, signal);
      // A service that cannot be asked for some ids tells no names.
      return answer.status === 422 || answer.status === 404 ? [] : readDirectoryPage(bodyOf(answer)).items;
    },
    async handOver({ from, to, dimension, ids, tags, key }, signal) {
      const answer = await request('/handover', signal, {
        headers: { 'if-match': tags.join() || '*', 'idempotency-key': key },
        body: { from: idOfTarget(from), to: idOfTarget(to), dimension, ids },
      });
      const refusal = refusalOf(answer, (body) => learn(readMember(body)));
      if (refusal) return refusal;
      const states = readHandedOver(answer.body).map(learn);
      for (const state of states) tellOthers({ type: 'changed', state });
      return { status: 'saved', states };
    },
    async directory(dimension, { search, after }, signal) {
      const query = new URLSearchParams({
        limit: '50',
        ...(search && { search }),
        ...(after !== undefined && { after }),
      });
      return readDirectoryPage(bodyOf(await ask(`/directory/${encodeURIComponent(dimension)}?${query}`, signal)));
    },
  };
  settingsOf.set(backend, options);
  return backend;
}

/** The error of an editor's backend for one of the client: the saver waits and asks again. */
function backendError(cause: unknown): unknown {
  if (!(cause instanceof SourceError)) return cause;
  const { code, status, retryAfter } = cause;
  return new BackendError(messageOf(code, status), { cause, ...(retryAfter !== undefined && { retryAfter }) });
}

function messageOf(code: SourceError['code'], status: number | undefined): string {
  switch (code) {
    case 'network':
      return 'The service could not be reached, or did not answer in time.';
    case 'too-large':
      return 'The answer of the service is larger than `maxBytes`.';
    case 'malformed':
      return 'The answer is not one of the permission API.';
    case 'unauthorized':
    case 'http':
      return `The service answered ${status}: it cannot do this now.`;
  }
}

/** The latest changes of one permission in the audit log of its target. */
async function historyOf(
  permission: string,
  readPage: (after: string) => Promise<HttpAnswer>,
): Promise<readonly HistoryEntry[]> {
  const found: HistoryEntry[] = [];
  for (let next: string | undefined = '', page = 0; next !== undefined && page < mostPages; page++) {
    const body = bodyOf(await readPage(next && `&after=${encodeURIComponent(next)}`));
    found.push(...readHistory(body, permission));
    next = found.length < mostHistory ? readAudit(body).next : undefined;
  }
  return found;
}
