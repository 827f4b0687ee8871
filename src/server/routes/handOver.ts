import { id, list, type Read, ReadError, table } from '../../base/read.js';
import { idsOf } from '../../evaluator/decide/reachOf.js';
import { handOver } from '../../evaluator/delegate/belongings.js';
import { memberChanges } from '../../evaluator/resolve/changesBetween.js';
import type { HandOver } from '../../model/edit.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { type EditAnswer, editOnce, type EditResult } from '../edits/editOnce.js';
import type { EditRequest } from '../edits/readEditRequest.js';
import { refuseLargeMember } from '../edits/refuseLarge.js';
import { refuseTaken } from '../edits/refuseTaken.js';
import { requireAllowed } from '../edits/requireAllowed.js';
import { requireMatch } from '../edits/requireMatch.js';
import { invalid } from '../http/refuse.js';
import { memberEtag, memberView } from '../session/memberView.js';
import { findMember, openDelegation, type TenantSession } from '../session/session.js';
import type { StoredMember, TenantEdit } from '../store/Store.js';
import { roleVisibility } from '../session/targetVisibility.js';

type Body = Omit<HandOver, 'op'>;
type Pair = readonly [StoredMember, StoredMember];

/**
 * `POST /handover`: moves extensions, or ids that members belong to, from one member to another, as one edit of both:
 * nobody else is given them in between, and they are never lost. `If-Match` names both states.
 */
export function handOverIds(context: ApiContext, request: Request, caller: Caller): Promise<Response> {
  return editOnce<Pair, Body>(context, request, caller, {
    readBody: readBody(context),
    about: ({ body: { from, to } }) => ({ target: { kind: 'member', id: from }, also: to }),
    find: async (session, { body: { from, to } }) => [await findMember(session, from), await findMember(session, to)],
    current: (_, pair) => answer(pair),
    apply: (session, edit, pair, read) => apply(context, session, edit, pair, read),
  });
}

const readBody =
  ({ catalog, limits }: ApiContext): Read<Body> =>
  (value, path) => {
    const read = table(['from', 'to', 'dimension', 'ids'])(value, path);
    const [from, to] = [id(read.from, `${path}.from`), id(read.to, `${path}.to`)];
    if (from === to) throw new ReadError(`${path}.to`, read.to, 'another member than `from`');
    const dimension = id(read.dimension, `${path}.dimension`);
    if (dimension !== 'extension' && !Object.hasOwn(catalog.dimensions, dimension))
      throw new ReadError(`${path}.dimension`, dimension, 'a dimension of the catalog');
    const ids = list(id, limits.idsPerScope)(read.ids, `${path}.ids`);
    if (ids.length === 0) throw new ReadError(`${path}.ids`, ids, 'at least one id');
    return { from, to, dimension, ids };
  };

async function apply(
  { limits }: ApiContext,
  session: TenantSession,
  edit: TenantEdit,
  pair: Pair,
  { body, ifMatch }: EditRequest<Body>,
): Promise<EditResult> {
  for (const stored of pair) requireMatch(ifMatch, memberEtag(stored), memberView(stored));
  const [from, to] = pair.map(({ member }) => member) as [StoredMember['member'], StoredMember['member']];
  refuseMissing(body, idsOf(from, body.dimension));
  const [left, given] = handOver(from, to, body);
  refuseLargeMember(limits, to, given);
  const isSeen = await roleVisibility(session);
  for (const [before, after] of [
    [from, left],
    [to, given],
  ] as const)
    requireAllowed((await openDelegation(session, before)).canChange(before, after), isSeen);
  await refuseTaken(session, to, given, from);
  await edit.saveMember(left);
  await edit.saveMember(given);
  const changes = [
    ...memberChanges(from, left),
    ...memberChanges(to, given).map((change) => ({ ...change, member: to.id })),
  ];
  const { revision } = edit;
  return {
    answer: answer([
      { member: left, revision },
      { member: given, revision },
    ]),
    operations: [{ op: 'hand-over', ...body }],
    changes,
  };
}

/** What `from` does not have it cannot hand over; the request was made for another state, or by mistake. */
function refuseMissing({ ids }: Body, had: readonly string[]): void {
  const has = new Set(had);
  const issues = ids.flatMap((each, i) =>
    has.has(each) ? [] : [{ path: `body.ids[${i}]`, found: `'${each}'`, expected: 'an id that `from` has' }],
  );
  if (issues.length > 0) throw invalid(issues);
}

function answer([from, to]: Pair): EditAnswer {
  return { body: { from: memberView(from), to: memberView(to) } };
}
