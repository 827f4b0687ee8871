import type { Catalog } from '../../model/catalog.js';
import type { BackendEvent, HistoryEntry, MatrixBackend, MatrixTarget, TargetState } from '../MatrixBackend.js';
import { idOfTarget, isRoleTarget, targetOf } from '../target.js';
import { auditTarget, followAudit } from './followAudit.js';
import { BackendError, SourceError } from '../../client/SourceError.js';
import { type ClientOptions, createClient } from '../../client/createClient.js';
import type { JsonRequest } from '../../client/fetchJson.js';
import {
  bodyOf,
  readAudit,
  readDirectoryPage,
  readHistory,
  readMember,
  readMemberPage,
  readRole,
  readRoles,
} from './readAnswers.js';
import { outcomeOf } from './saveOutcome.js';

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

/** The options that each backend was made with, for an older one of the same key to go on with. */
const settingsOf = new WeakMap<MatrixBackend, HttpBackendOptions & { readonly catalog: Catalog }>();

/** So many changes of one cell are read, and so many pages of the log for them. */
const mostHistory = 100;
const mostPages = 50;

function pathOf(target: MatrixTarget): string {
  return `/${isRoleTarget(target) ? 'roles' : 'members'}/${encodeURIComponent(idOfTarget(target))}`;
}

/**
 * The matrix's backend over the permission API (`hookswitch/server`, or any other that speaks it). Edits of others are
 * heard of by its event stream for administrators, and read with who made them from the audit log; where there is no
 * stream the log is asked now and then.
 *
 * ```ts
 * const backend = createHttpBackend({ url: '/permissions', catalog });
 * ```
 */
export function createHttpBackend(options: HttpBackendOptions & { readonly catalog: Catalog }): MatrixBackend {
  const { catalog, url, tenant, pollEvery = 5000 } = options;
  // Asked again each time: a later rendering may have given a fresh token with a backend of its own.
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
  /** Other editors of this backend hear of a save after the one that made it. */
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
      // What is edited while the pages are read is in the audit log after this point.
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
    async history(target, permission, signal) {
      const found: HistoryEntry[] = [];
      for (let next: string | undefined = '', page = 0; next !== undefined && page < mostPages; page++) {
        const after: string = next && `&after=${encodeURIComponent(next)}`;
        const body = bodyOf(await ask(`/audit?limit=100&${auditTarget(target)}${after}`, signal));
        found.push(...readHistory(body, permission));
        next = found.length < mostHistory ? readAudit(body).next : undefined;
      }
      return found;
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
