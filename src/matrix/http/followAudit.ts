// One state machine: when something was edited, it asks the audit log for what is new and reads those targets again.
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

type Tell = (event: BackendEvent) => void;

/** Follows the audit log of one organisation. */
export function followAudit({ ask, known, load, client, pollEvery }: AuditFeed) {
  let seen: number | undefined;
  let beginning: Promise<void> | undefined;
  /** Targets that the stream told of since the last round, and at which revision. */
  const edited = new Map<MatrixTarget, number>();

  /**
   * Notes the newest revision of the log; later entries are new. If the log may not be read, nothing is followed.
   * Several callers may wait for the answer, so none of them aborts the request.
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

  const read = async (target: MatrixTarget, entries: readonly AuditItem[], tell: Tell, signal: AbortSignal) => {
    const state = await load(target, signal);
    if (state) tell({ type: 'changed', state: { ...state, ...attributionOf(entries) } });
    else tell({ type: 'removed', target });
  };

  /** Who may not read the log is told by the stream whom to read again, and not by whom they were edited. */
  const readEdited = async (tell: Tell, signal: AbortSignal) => {
    for (const [target, revision] of edited) {
      if ((known.get(target) ?? 0) < revision) await read(target, [], tell, signal);
      edited.delete(target);
    }
  };

  /** Reads new entries of the log and the targets in them. One target that cannot be read delays no other. */
  const catchUp = async (tell: Tell, signal: AbortSignal) => {
    if (seen === undefined) return readEdited(tell, signal);
    edited.clear();
    const entries = await entriesAfter(ask, seen, signal);
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
    /** The state with the authors of it and of each of its fields since a revision, if the log can be read. */
    attributed: async (state: TargetState, since: number, signal: AbortSignal): Promise<TargetState> => {
      try {
        const { items } = readAudit(bodyOf(await ask(`/audit?limit=100&${auditTarget(targetOf(state))}`, signal)));
        const own = items.filter(({ target }) => target === targetOf(state));
        const ofIt = own.filter(({ revision }) => revision > since && revision <= state.revision);
        return ofIt[0]?.revision === state.revision ? { ...state, ...attributionOf(ofIt) } : state;
      } catch {
        // The author is not needed to show the state.
        return state;
      }
    },
    /** Listens until the returned function is called. Without an event stream, the log is read at intervals. */
    subscribe: (tell: Tell): (() => void) => {
      const stopped = new AbortController();
      const { round, stop } = createRounds((signal) => catchUp(tell, signal), pollEvery, stopped.signal);
      const unfollow = followEditsOf(client, { events: { pollEvery } }, (event) => {
        if (event.type === 'gap') round();
        if (event.type !== 'edited') return;
        const target: MatrixTarget = `${event.kind}:${event.id}`;
        // The stream tells of edits that were saved from here as well.
        if ((known.get(target) ?? 0) >= event.revision) return;
        edited.set(target, event.revision);
        round();
      });
      return () => {
        stopped.abort(new DOMException('No listener is left, so reading the audit log was stopped.', 'AbortError'));
        unfollow();
        stop();
      };
    },
  };
}

/** The entries of the log after a revision, the newest first. */
async function entriesAfter(
  ask: AuditFeed['ask'],
  revision: number,
  signal: AbortSignal,
): Promise<readonly AuditItem[]> {
  const found: AuditItem[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const after: string = next && `&after=${encodeURIComponent(next)}`;
    const page = readAudit(bodyOf(await ask(`/audit?limit=100${after}`, signal)));
    const fresh = page.items.filter((item) => item.revision > revision);
    found.push(...fresh);
    next = fresh.length === page.items.length ? page.next : undefined;
  }
  return found;
}

/** Runs work one round at a time: once more if it was asked for meanwhile, and again after a pause if it failed. */
function createRounds(work: (signal: AbortSignal) => Promise<void>, pause: number, signal: AbortSignal) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isMore = false;
  const run = async () => {
    isMore = isBusy;
    if (isBusy) return;
    isBusy = true;
    try {
      do {
        isMore = false;
        await work(signal);
      } while (isMore);
    } catch {
      // New entries are still new the next time.
      clearTimeout(timer);
      if (!signal.aborted) timer = setTimeout(round, pause);
    } finally {
      isBusy = false;
    }
  };
  const round = () => void run();
  return { round, stop: () => clearTimeout(timer) };
}
