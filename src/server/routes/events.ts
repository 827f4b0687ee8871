import type { ApiContext } from '../ApiContext.js';
import type { Caller } from '../Caller.js';
import { eventStream } from '../events/eventStream.js';
import { ProblemError } from '../http/problem.js';
import { readQuery } from '../http/query.js';
import { type Read, ReadError, readOrRefuse } from '../http/read.js';
import { openSession } from '../session.js';

/** `GET /me/events`: server-sent events, one for each revision of the caller's grants. */
export async function getEvents(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  readQuery(request, []);
  const since = readOrRefuse(() => revision(request.headers.get('last-event-id'), 'headers.last-event-id'));
  await openSession(context, caller);
  const { hub, limits } = context;
  if (hub.count({ tenant: caller.tenant, subject: caller.subject }) >= limits.streamsPerMember)
    throw tooMany('too-many-requests', limits.streamsPerMember, 'Close another stream of this member first.');
  if (hub.count() >= limits.streams)
    throw tooMany('unavailable', limits.streams, 'This process holds as many streams as it can; try again later.');
  return eventStream(context, request, caller, since);
}

function tooMany(code: 'too-many-requests' | 'unavailable', limit: number, detail: string): ProblemError {
  return new ProblemError(code, { detail, limit }, { 'retry-after': '30' });
}

const revision: Read<number | undefined> = (value, path) => {
  // Browsers send an empty one where no event had an id.
  if (value === null || value === '') return undefined;
  const read = Number(value);
  if (typeof value === 'string' && /^\d+$/.test(value) && Number.isSafeInteger(read)) return read;
  throw new ReadError(path, value, 'the `id` of an event before');
};
