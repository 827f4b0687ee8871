import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { isKnown, jsonResponse, notModified } from '../http/json.js';
import { pageBody, pageParameters, readId, readPage, readQuery } from '../http/query.js';
import type { PathParams } from '../http/router.js';
import { fillPage } from '../store/fillPage.js';
import { memberEtag, memberView } from '../session/memberView.js';
import { findMember, openSession } from '../session/session.js';
import { canSeeMember, requireAdministrator, visibleTo } from '../session/visibility.js';

/** `GET /members`: the members that the caller may see, in the order of their names. */
export async function getMembers(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const query = readQuery(request, [...pageParameters, 'role']);
  const page = readPage(query, context.limits.pageSize);
  const role = readId(query.role, 'role');
  const { may, reader } = await openSession(context, caller);
  requireAdministrator(may, 'members');
  const visible = visibleTo(may);
  const found = await fillPage(
    page,
    (part) => reader.members({ ...part, visible, ...(role !== undefined && { role }) }),
    ({ member }) => canSeeMember(may, member),
  );
  return jsonResponse(pageBody(found, memberView));
}

/** `GET /members/:id`: one member, as the caller may see it. */
export async function getMember(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { id = '' }: PathParams,
): Promise<Response> {
  readQuery(request, []);
  const stored = await findMember(await openSession(context, caller), id);
  const etag = memberEtag(stored);
  return isKnown(request, etag) ? notModified(etag) : jsonResponse(memberView(stored), { etag });
}
