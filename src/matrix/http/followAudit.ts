// One state machine: it hears that something was edited, asks the audit log what, and reads that again.
import type { Client } from '../../client/createClient.js';
import { followEditsOf } from '../../client/followEdits.js';
import type { BackendEvent, MatrixTarget, TargetState } from '../MatrixBackend.js';
import { groupByTarget } from '../preview.js';
import { idOfTarget, isRoleTarget, targetOf } from '../target.js';
import { attributionOf } from './attributionOf.js';
import { type AuditItem, bodyOf, readAudit } from './readAnswers.js';
import type { HttpAnswer } from '../../client/fetchJson.js';

/** Options of `followAudit`. */
export interface AuditFeed {
  readonly ask: (path: string, signal: AbortSignal) => Promise<HttpAnswer>;
  /** The revision of each target that was last read. */
  readonly known: ReadonlyMap<MatrixTarget, number>;
  readonly load: (target: MatrixTarget, signal: AbortSignal) => Promise<TargetState | undefined>;
  /** Listens to the event stream of edits. */
  readonly client: Client;
  /** Milliseconds before a log that could not be read, or that has no event stream, is asked again. */
  readonly pollEvery: number;
}

/** The query that asks for the audit entries of one target. */
export function auditTarget(target: MatrixTarget): string {
  return `${isRoleTarget(target) ? 'role' : 'member'}=${encodeURIComponent(idOfTarget(target))}`;
}

/** Follows the audit log of one organisation. */
export function followAudit({ ask, known, load, client, pollEvery }: AuditFeed) {
  let seen: number | undefined;
  let beginning: Promise<void> | undefined;

  /**
   * Where the log is now; what comes later is new. Where the log may not be read, nothing is followed. Whoever asks
   * first may have gone by the time of the answer, and others wait for it: nobody ends it.
   */
  const begin = (): Promise<void> =>
    (beginning ??= newest(new AbortController().signal).catch((error: unknown) => {
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

  type Tell = (event: BackendEvent) => void;

  const read = async (target: MatrixTarget, entries: readonly AuditItem[], tell: Tell, signal: AbortSignal) => {
    const state = await load(target, signal);
    if (state) tell({ type: 'changed', state: { ...state, ...attributionOf(entries) } });
    else tell({ type: 'removed', target });
  };

  /** Reads what is new in the log, and who wrote it. One target that cannot be read keeps no other waiting. */
  const catchUp = async (tell: Tell, signal: AbortSignal) => {
    if (seen === undefined) return;
    const entries = await entriesAfter(seen, signal);
    const unknown = entries.filter(({ target, revision }) => (known.get(target) ?? 0) < revision);
    const failures: unknown[] = [];
    for (const [target, ofIt] of groupByTarget(unknown)) {
      await read(target, ofIt, tell, signal).catch((error: unknown) => failures.push(error));
      signal.throwIfAborted();
    }
    if (failures.length > 0) throw failures[0];
    seen = entries[0]?.revision ?? seen;
  };

  return {
    begin,
    /** The state with who wrote it and each of its slots since a revision, where the log says. */
    attributed: async (state: TargetState, since: number, signal: AbortSignal): Promise<TargetState> => {
      try {
        const { items } = readAudit(bodyOf(await ask(`/audit?limit=100&${auditTarget(targetOf(state))}`, signal)));
        const ofIt = items.filter(({ revision }) => revision > since && revision <= state.revision);
        return ofIt[0]?.revision === state.revision ? { ...state, ...attributionOf(ofIt) } : state;
      } catch {
        // Who it was is good to know, no more.
        return state;
      }
    },
    /** Listens until the returned function is called; where there is no event stream, the log is asked now and then. */
    subscribe: (tell: Tell): (() => void) => {
      const stopped = new AbortController();
      const { signal } = stopped;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isBusy = false;
      let isMore = false;
      const round = async () => {
        isMore = isBusy;
        if (isBusy) return;
        isBusy = true;
        try {
          do {
            isMore = false;
            await catchUp(tell, signal);
          } while (isMore);
        } catch {
          // What is new is still new the next time.
          clearTimeout(timer);
          if (!signal.aborted) timer = setTimeout(() => void round(), pollEvery);
        } finally {
          isBusy = false;
        }
      };
      const unfollow = followEditsOf(client, { events: { pollEvery } }, (event) => {
        if (event.type === 'gap') void round();
        if (event.type !== 'edited') return;
        const target: MatrixTarget = `${event.kind}:${event.id}`;
        // One's own edits come back as well.
        if ((known.get(target) ?? 0) < event.revision) void round();
      });
      return () => {
        stopped.abort(new DOMException('Nobody listens any more.', 'AbortError'));
        unfollow();
        clearTimeout(timer);
      };
    },
  };
}
