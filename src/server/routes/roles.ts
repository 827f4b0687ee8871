import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { isKnown, jsonResponse, notModified } from '../http/json.js';
import { readQuery } from '../http/query.js';
import type { PathParams } from '../http/router.js';
import { roleView } from '../session/roleView.js';
import { openTenantSession } from '../session/session.js';
import { roleVisibility } from '../session/targetVisibility.js';
import { notFound, requireAdministrator } from '../session/visibility.js';

/** `GET /roles`: the roles that the caller manages or holds, as they are for its organisation. */
export async function getRoles(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  readQuery(request, []);
  const session = await openTenantSession(context, caller, 'all');
  requireAdministrator(session.may, 'roles');
  const canSee = await roleVisibility(session);
  const items = Object.keys(session.catalog.roles)
    .filter(canSee)
    .map((id) => roleView(session, id));
  return jsonResponse({ items });
}

/** `GET /roles/:id`: one role, as it is for the caller's organisation. */
export async function getRole(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  readQuery(request, []);
  const session = await openTenantSession(context, caller, 'all');
  const view = (await roleVisibility(session))(id) ? roleView(session, id) : undefined;
  if (!view) throw notFound('role');
  return isKnown(request, view.etag) ? notModified(view.etag) : jsonResponse(view, { etag: view.etag });
}
