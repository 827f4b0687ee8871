import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { ProblemError } from '../http/problem.js';
import { openTenantSession } from '../session/session.js';
import type { StoreEvent } from '../store/Store.js';
import { targetVisibility } from '../session/targetVisibility.js';
import { requireAdministrator } from '../session/visibility.js';
import type { StreamOut, Tell } from './eventStream.js';

type Edited = Exclude<StoreEvent, { readonly type: 'gap' }>;

/** With more targets than this waiting, a gap is told in place of them: its listeners read everything anyway. */
const mostWaiting = 100;

/**
 * Tells an administrator which members and roles were edited, of those that it may see when it is told; never what
 * they are now. `since` is the last revision that the client has heard of; it hears of a gap where that is not the
 * tenant's last one, since nobody kept what was told in between.
 */
export function tellEdits(context: ApiContext, caller: Caller, since: number | undefined): Tell {
  return (out) => {
    const waiting = createWaiting();
    let isTelling = false;
    let isOver = false;
    const work = async () => {
      if (isTelling) return;
      isTelling = true;
      try {
        while (!isOver && waiting.isAny()) {
          // The events of one edit come together; all of them are taken together.
          await Promise.resolve();
          await tellSome(context, caller, since, waiting, out);
        }
      } catch (error) {
        // Somebody who is no administrator any more learns it on coming back.
        if (!(error instanceof ProblemError)) context.onError(error);
        out.close();
      }
      isTelling = false;
    };
    const stop = context.store.listen((event) => {
      if (event.type !== 'gap' && event.tenant !== caller.tenant) return;
      waiting.add(event);
      void work();
    });
    void work();
    return () => {
      isOver = true;
      stop();
    };
  };
}

/** Everything that waits, in one message; rights are asked each time, since they are edited as well. */
async function tellSome(
  context: ApiContext,
  caller: Caller,
  since: number | undefined,
  waiting: Waiting,
  { send }: StreamOut,
): Promise<void> {
  const { gap, edits } = waiting.take();
  const session = await openTenantSession(context, caller, 'named');
  requireAdministrator(session.may, 'events');
  if (gap !== 'none') {
    const revision = await session.reader.lastRevision();
    waiting.skipUpTo(revision);
    if (gap === 'missed' || revision !== since) send(`id: ${revision}\nevent: gap\ndata: {"revision":${revision}}\n\n`);
    return;
  }
  const targets = edits.map(({ type: kind, id, revision }) => ({ kind, id, revision }));
  const isVisible = await targetVisibility(session, targets, 'view');
  const visible = targets.filter(isVisible);
  const last = visible.at(-1);
  if (!last) return;
  const events = visible.map((target) => `event: edited\ndata: ${JSON.stringify(target)}\n\n`);
  // Only the end of it may be resumed behind: what belongs to one revision is told together.
  const end = events.pop();
  send(`${events.join('')}id: ${last.revision}\n${end}`);
}

type Waiting = ReturnType<typeof createWaiting>;

/** The events that are still to be sent, each target once. They begin with a gap: what was before is not known here. */
function createWaiting() {
  const edits = new Map<string, Edited>();
  let gap: 'none' | 'before' | 'missed' = 'before';
  let told = 0;
  return {
    isAny: () => gap !== 'none' || edits.size > 0,
    add(event: StoreEvent): void {
      if (event.type === 'gap') {
        gap = 'missed';
        return;
      }
      if (event.revision <= told) return;
      const key = JSON.stringify([event.type, event.id]);
      // Deleted first, so that the order stays that of revisions.
      edits.delete(key);
      edits.set(key, event);
      if (edits.size > mostWaiting) gap = 'missed';
      if (gap === 'missed') edits.clear();
    },
    /** What a gap up to this revision covers is not told again. */
    skipUpTo(revision: number): void {
      told = revision;
      for (const [key, edit] of edits) if (edit.revision <= revision) edits.delete(key);
    },
    take() {
      const taken = { gap, edits: gap === 'none' ? [...edits.values()] : [] };
      if (gap === 'none') edits.clear();
      gap = 'none';
      return taken;
    },
  };
}
