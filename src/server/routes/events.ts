import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { eventStream } from './eventStream.js';
import { tellEdits } from './tellEdits.js';
import { tellRevisions } from './tellRevisions.js';
import { readQuery } from '../http/query.js';
import { type Read, ReadError } from '../../base/read.js';
import { readOrRefuse } from '../http/refuse.js';
import { openSession } from '../session/session.js';
import { requireAdministrator } from '../session/visibility.js';

/** `GET /me/events`: server-sent events, one for each revision of the caller's grants. */
export async function getEvents(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const since = readSince(request);
  await openSession(context, caller);
  return eventStream(context, request, caller, tellRevisions(context, caller, since));
}

/** `GET /events`: server-sent events, one for each edit of a member or role that the caller may see. */
export async function getEditEvents(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const since = readSince(request);
  requireAdministrator((await openSession(context, caller)).may, 'events');
  return eventStream(context, request, caller, tellEdits(context, caller, since));
}

function readSince(request: Request): number | undefined {
  readQuery(request, []);
  return readOrRefuse(() => revision(request.headers.get('last-event-id'), 'headers.last-event-id'));
}

const revision: Read<number | undefined> = (value, path) => {
  // Browsers send an empty one where no event had an id.
  if (value === null || value === '') return undefined;
  const read = Number(value);
  if (typeof value === 'string' && /^\d+$/.test(value) && Number.isSafeInteger(read)) return read;
  throw new ReadError(path, value, 'the `id` of an event before');
};
