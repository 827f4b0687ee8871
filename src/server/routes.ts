import type { ApiContext } from './session/ApiContext.js';
import type { Caller } from './http/Caller.js';
import type { PathParams, Route } from './http/router.js';
import { getAudit } from './routes/audit.js';
import { getDirectory } from './routes/directory.js';
import { editMember } from './routes/editMember.js';
import { editRole } from './routes/editRole.js';
import { getEditEvents, getEvents } from './routes/events.js';
import { getGrants } from './routes/grants.js';
import { handOverIds } from './routes/handOver.js';
import { getMember, getMembers } from './routes/members.js';
import { getRole, getRoles } from './routes/roles.js';
import { signOut } from './routes/signOut.js';

/** Answers one call for the signed-in user; throws a `ProblemError` to refuse. */
export type Handle = (context: ApiContext, request: Request, caller: Caller, params: PathParams) => Promise<Response>;

/** Every call of the API; `openapi.json` describes the same ones. */
export const routes: readonly Route<Handle>[] = [
  { method: 'GET', path: '/me/grants', handle: getGrants },
  { method: 'GET', path: '/me/events', handle: getEvents },
  { method: 'GET', path: '/members', handle: getMembers },
  { method: 'GET', path: '/members/:id', handle: getMember },
  { method: 'PATCH', path: '/members/:id', handle: editMember },
  { method: 'POST', path: '/members/:id/sign-out', handle: signOut },
  { method: 'POST', path: '/handover', handle: handOverIds },
  { method: 'GET', path: '/roles', handle: getRoles },
  { method: 'GET', path: '/roles/:id', handle: getRole },
  { method: 'PATCH', path: '/roles/:id', handle: editRole },
  { method: 'GET', path: '/directory/:dimension', handle: getDirectory },
  { method: 'GET', path: '/audit', handle: getAudit },
  { method: 'GET', path: '/events', handle: getEditEvents },
];
