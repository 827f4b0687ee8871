// One state machine: it asks the audit log what is new, and reads again what somebody else changed.
import type { Attribution, BackendEvent, MatrixTarget, TargetState } from '../engine/MatrixBackend.js';
import { idOfTarget, isRoleTarget, targetOf } from '../engine/target.js';
import { type AuditItem, bodyOf, readAudit } from './readAnswers.js';
import type { HttpAnswer } from './request.js';

/** What following needs of the backend. */
export interface AuditFeed {
  readonly ask: (path: string, signal: AbortSignal) => Promise<HttpAnswer>;
  /** The revision of each target that was last read. */
  readonly known: ReadonlyMap<MatrixTarget, number>;
  readonly load: (target: MatrixTarget, signal: AbortSignal) => Promise<TargetState | undefined>;
  /** In milliseconds. */
  readonly pollEvery: number;
}

/** The query that asks for the audit entries of one target. */
export function auditTarget(target: MatrixTarget): string {
  return `${isRoleTarget(target) ? 'role' : 'member'}=${encodeURIComponent(idOfTarget(target))}`;
}

/** Follows the audit log of one organisation. */
export function followAudit({ ask, known, load, pollEvery }: AuditFeed) {
  let seen: number | undefined;
  let beginning: Promise<void> | undefined;

  /** Where the log is now; what comes later is new. Where the log may not be read, nothing is followed. */
  const begin = (signal: AbortSignal): Promise<void> =>
    (beginning ??= newest(signal).catch((error: unknown) => {
      beginning = undefined;
      throw error;
    }));

  const newest = async (signal: AbortSignal) => {
    const answer = await ask('/audit?limit=1', signal);
    if (answer.status !== 403 && answer.status !== 404) seen = readAudit(bodyOf(answer)).items[0]?.revision ?? 0;
  };

  const entriesAfter = async (revision: number, signal: AbortSignal): Promise<readonly AuditItem[]> => {
    const found: AuditItem[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const page = readAudit(
        bodyOf(await ask(`/audit?limit=100${next && `&after=${encodeURIComponent(next)}`}`, signal)),
      );
      const fresh = page.items.filter((item) => item.revision > revision);
      found.push(...fresh);
      next = fresh.length === page.items.length ? page.next : undefined;
    }
    return found;
  };

  const poll = async (tell: (event: BackendEvent) => void, signal: AbortSignal) => {
    if (seen === undefined) return;
    const entries = await entriesAfter(seen, signal);
    const latest = new Map<MatrixTarget, AuditItem>();
    for (const entry of entries) if (!latest.has(entry.target)) latest.set(entry.target, entry);
    for (const [target, { revision, by, at }] of latest) {
      if ((known.get(target) ?? 0) >= revision) continue;
      const state = await load(target, signal);
      if (state) tell({ type: 'changed', state: { ...state, by, at } });
      else tell({ type: 'removed', target });
    }
    seen = entries[0]?.revision ?? seen;
  };

  return {
    begin,
    whoWrote: async (state: TargetState, signal: AbortSignal): Promise<Attribution> => {
      const answer = await ask(`/audit?limit=1&${auditTarget(targetOf(state))}`, signal).catch(() => undefined);
      const [entry] = answer && answer.status < 300 ? readAudit(answer.body).items : [];
      return entry?.revision === state.revision ? { by: entry.by, at: entry.at } : {};
    },
    subscribe: (listener: (event: BackendEvent) => void): (() => void) => {
      const stopped = new AbortController();
      let timer: ReturnType<typeof setTimeout>;
      const round = async () => {
        // An answer that does not come shows where it matters: at the next save. Listening just goes on.
        await poll(listener, stopped.signal).catch(() => undefined);
        if (!stopped.signal.aborted) timer = setTimeout(() => void round(), pollEvery);
      };
      timer = setTimeout(() => void round(), pollEvery);
      return () => {
        stopped.abort(new DOMException('Nobody listens any more.', 'AbortError'));
        clearTimeout(timer);
      };
    },
  };
}
