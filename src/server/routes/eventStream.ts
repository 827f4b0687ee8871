import { timerWait } from '../../base/timer.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { commonHeaders } from '../http/problem.js';
import { findCaller } from '../session/session.js';

/** The output of a stream. */
export interface StreamOut {
  /** Sends whole messages, in the format of server-sent events. */
  readonly send: (text: string) => void;
  /** Ends the stream: nothing more will be told. */
  readonly close: () => void;
}

/** Begins to tell; the returned function ends it. */
export type Tell = (out: StreamOut) => () => void;

/** The most messages that wait for a slow client before its stream is ended; it comes back with `Last-Event-ID`. */
const mostWaiting = 64;

/** An answer that tells until the client, the sign-in or what there is to tell ends; refuses where there is no room. */
export function eventStream(context: ApiContext, request: Request, caller: Caller, tell: Tell): Response {
  const leave = context.room.enter(caller);
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        stop = run(context, request, caller, { tell, leave }, controller);
      },
      cancel: () => stop(),
    },
    new CountQueuingStrategy({ highWaterMark: mostWaiting }),
  );
  return new Response(body, { headers });
}

const headers = {
  ...commonHeaders,
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  // Proxies of the nginx family hold an answer back to make it larger, unless a header forbids it.
  'x-accel-buffering': 'no',
};

/** Feeds one stream. Whatever it started, the returned function ends, and so does every way the stream can end. */
function run(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { tell, leave }: { readonly tell: Tell; readonly leave: () => void },
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const encoder = new TextEncoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let signedIn = caller;
  let endTelling = () => {};
  const stop = () => {
    isOver = true;
    clearTimeout(timer);
    endTelling();
    leave();
    request.signal.removeEventListener('abort', close);
  };
  const close = () => {
    if (isOver) return;
    stop();
    controller.close();
  };
  const send = (text: string) => {
    if (isOver) return;
    if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(text));
    stop();
    controller.error(new Error('The client did not read what was sent, so its stream was ended.'));
  };
  const beat = async () => {
    const still = await findStill(context, request, caller);
    if (!still) return close();
    signedIn = still;
    send(': still here\n\n');
    if (!isOver) waitForBeat();
  };
  const waitForBeat = () => {
    timer = setTimeout(() => void beat(), untilNextBeat(context, signedIn));
  };
  send(': connected\n\n');
  waitForBeat();
  request.signal.addEventListener('abort', close);
  try {
    endTelling = tell({ send, close });
  } catch (error) {
    stop();
    throw error;
  }
  if (request.signal.aborted) close();
  return stop;
}

function untilNextBeat({ heartbeat, now }: ApiContext, { expiresAt = Infinity }: Caller): number {
  return Math.max(1, timerWait(Math.min(heartbeat, expiresAt - now())));
}

/** The sign-in as it is now, where it still is that of the person who opened the stream; it may hold for longer. */
async function findStill(
  context: ApiContext,
  request: Request,
  { tenant, subject, onBehalfOf }: Caller,
): Promise<Caller | undefined> {
  try {
    const caller = await findCaller(context, request);
    const isStill = caller.tenant === tenant && caller.subject === subject && caller.onBehalfOf === onBehalfOf;
    return isStill ? caller : undefined;
  } catch {
    // Nobody is signed in, or nobody can say so: the client asks again and hears which.
    return undefined;
  }
}
