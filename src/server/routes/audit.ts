import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { jsonResponse } from '../http/json.js';
import { readId, readLimit, readQuery } from '../http/query.js';
import { type Read, ReadError } from '../../base/read.js';
import { readOrRefuse } from '../http/refuse.js';
import { openTenantSession } from '../session/session.js';
import type { AuditQuery } from '../store/Store.js';
import type { AuditEntry } from '../../model/audit.js';
import { targetVisibility } from '../session/targetVisibility.js';
import { requireAdministrator } from '../session/visibility.js';

/** The most rounds of filling up a page before it is sent as it is, with its `next`. */
const mostRounds = 20;

/** `GET /audit`: who changed what, the newest first, as far as the caller may see what was changed. */
export async function getAudit(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  const query = readAuditQuery(request, context.limits.pageSize);
  const session = await openTenantSession(context, caller, 'named');
  requireAdministrator(session.may, 'audit');
  // Who asks about somebody hidden is not told of the other one that an entry is about.
  const isAsked = ({ kind, id }: AuditEntry['target']) =>
    query.target === undefined || (query.target.kind === kind && query.target.id === id);
  const items: AuditEntry[] = [];
  let { before } = query;
  for (let round = 0; round < mostRounds && items.length < query.limit; round++) {
    const part = { ...query, limit: query.limit - items.length, ...(before !== undefined && { before }) };
    const found = await session.reader.audit(part);
    const isVisible = await targetVisibility(session, found.flatMap(targetsOf), 'audit');
    const seen = found.flatMap((entry) => seenPart(entry, isVisible));
    items.push(...seen.filter((entry) => targetsOf(entry).some(isAsked)));
    before = found.at(-1)?.revision;
    if (found.length < part.limit) return jsonResponse({ items });
  }
  return jsonResponse({ items, next: String(before) });
}

function targetsOf({ target, also }: AuditEntry): readonly AuditEntry['target'][] {
  return also === undefined ? [target] : [target, { kind: 'member', id: also }];
}

/** An entry about two members of whom one may not be read about is one about the other, who got or lost something. */
function seenPart(entry: AuditEntry, isVisible: (target: AuditEntry['target']) => boolean): readonly AuditEntry[] {
  const { also, ...rest } = entry;
  const [first, second] = targetsOf(entry);
  const [isFirst, isSecond] = [first && isVisible(first), second && isVisible(second)];
  if (!second || (isFirst && isSecond)) return isFirst ? [entry] : [];
  if (!isFirst && !isSecond) return [];
  const changes = entry.changes
    .filter(({ member }) => (member === undefined) === isFirst)
    .map(({ member: _, ...change }) => change);
  return [{ ...rest, target: isFirst ? entry.target : second, operations: [], changes }];
}

function readAuditQuery(request: Request, most: number): AuditQuery {
  const query = readQuery(request, ['limit', 'after', 'actor', 'member', 'role']);
  const [actor, member, role] = [
    readId(query.actor, 'actor'),
    readId(query.member, 'member'),
    readId(query.role, 'role'),
  ];
  return readOrRefuse(() => ({
    limit: readLimit(query.limit, most),
    ...(query.after !== undefined && { before: revision(query.after, 'query.after') }),
    ...(actor !== undefined && { actor }),
    ...readTarget(member, role),
  }));
}

function readTarget(member: string | undefined, role: string | undefined): Pick<AuditQuery, 'target'> {
  if (member !== undefined && role !== undefined) throw new ReadError('query.role', role, 'member or role, not both');
  if (member !== undefined) return { target: { kind: 'member', id: member } };
  return role === undefined ? {} : { target: { kind: 'role', id: role } };
}

const revision: Read<number> = (value, path) => {
  const read = Number(value);
  if (typeof value === 'string' && /^\d+$/.test(value) && Number.isSafeInteger(read)) return read;
  throw new ReadError(path, value, 'the `next` of a page before');
};
