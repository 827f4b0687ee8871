import type { Catalog } from '../../model/catalog.js';
import type { FollowEditsOptions } from '../../client/followEdits.js';
import type { BackendEvent, HistoryEntry, MatrixBackend, MatrixTarget, TargetState } from '../MatrixBackend.js';
import { idOfTarget, isRoleTarget, targetOf } from '../target.js';
import { auditTarget, followAudit } from './followAudit.js';
import { headersOf, type HttpAnswer, type HttpBackendOptions, request } from '../../client/request.js';
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
  const ask = (path: string, signal: AbortSignal) => request(current, { path, signal });
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
  const audit = followAudit({ ask, known, load, edits: streamOf(() => current, pollEvery), pause: pollEvery });
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
      const answer = await request(current, {
        path: pathOf(target),
        signal,
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

/** The event stream of edits, asked for with the latest settings. */
function streamOf(current: () => HttpBackendOptions, pollEvery: number): FollowEditsOptions {
  const { url, timeout } = current();
  return {
    url,
    events: { pollEvery },
    headers: () => headersOf(current()),
    fetch: (input, init) => (current().fetch ?? globalThis.fetch)(input, init),
    get credentials() {
      return current().credentials ?? 'same-origin';
    },
    ...(timeout !== undefined && { timeout }),
  };
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
