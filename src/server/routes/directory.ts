import { foldText } from '../../base/foldText.js';
import { id, ReadError } from '../../base/read.js';
import { createDelegation } from '../../evaluator/delegate/createDelegation.js';
import type { Catalog } from '../../model/catalog.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { invalid, readOrRefuse } from '../http/refuse.js';
import { jsonResponse } from '../http/json.js';
import { pageBody, pageParameters, readPage, readQuery } from '../http/query.js';
import type { PathParams } from '../http/router.js';
import { givableIds, type ReachedIds, reachedIds } from '../session/reach.js';
import { comparePlaces, entryPlace, entryText, pageOf } from '../store/searchText.js';
import { openSession } from '../session/session.js';
import type { DirectoryEntry } from '../../model/directory.js';
import type { Page } from '../../model/page.js';
import type { Cursor, DirectoryQuery, PageQuery } from '../store/Store.js';
import { notFound } from '../session/visibility.js';

/**
 * `GET /directory/:dimension`: the entries of one dimension, as far as the caller's reach goes; with `permission` only
 * those that the caller may give this right for, each by itself, and with `ids` only these.
 */
export async function getDirectory(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { dimension = '' }: PathParams,
): Promise<Response> {
  const { permission, ids: asked, ...query } = readQuery(request, [...pageParameters, 'permission', 'ids']);
  const wanted = asked === undefined ? undefined : readIds(asked, context.limits.pageSize);
  const page = readPage(query, context.limits.pageSize);
  const session = await openSession(context, caller);
  const { reader, catalog } = session;
  const definition = Object.hasOwn(catalog.dimensions, dimension) ? catalog.dimensions[dimension] : undefined;
  if (!definition) throw notFound('dimension');
  if (definition.values) {
    const values = definition.values.filter(({ id }) => wanted?.includes(id) ?? true);
    return jsonResponse(pageBody(knownValues(values, page), (entry) => entry));
  }
  if (permission !== undefined) requireRight(catalog, permission);
  const { may, now } = session;
  const reacher = { may, delegation: createDelegation(catalog, may.grantSet, { now }) };
  const reached =
    permission === undefined ? reachedIds(reacher, dimension) : givableIds(reacher, permission, dimension);
  const ids = among(reached, wanted);
  return jsonResponse(pageBody(await reader.directory(dimension, { ...page, ...ids }), (entry) => entry));
}

/** The ids that are wanted, as far as they are within reach. */
function among(reached: ReachedIds, wanted: readonly string[] | undefined): Pick<DirectoryQuery, 'ids' | 'except'> {
  if ('except' in reached) return { except: reached.except, ...(wanted && { ids: wanted }) };
  const isWanted = wanted && new Set(wanted);
  return { ids: isWanted ? reached.only.filter((id) => isWanted.has(id)) : reached.only };
}

/** Ids with a comma between them, each percent-encoded, so that a comma may be in one. */
function readIds(value: string, most: number): readonly string[] {
  return readOrRefuse(() => {
    const parts = value.split(',').map((part) => decoded(part));
    if (parts.length > most) throw new ReadError('query.ids', value, `at most ${most} ids`);
    return parts.map((part) => id(part, 'query.ids'));
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ReadError('query.ids', part, 'percent-encoded ids with a comma between them');
  }
}

function requireRight({ permissions }: Catalog, id: string): void {
  const isRight = Object.hasOwn(permissions, id) && permissions[id]?.kind === 'right';
  if (!isRight) throw invalid([new ReadError('query.permission', id, 'a right of the catalog').issue]);
}

/** Values that the catalog lists are part of the product, and nobody's secret. */
function knownValues(
  values: readonly DirectoryEntry[],
  { search = '', ...page }: PageQuery,
): Page<DirectoryEntry, Cursor> {
  const found = values.filter((entry) => entryText(entry).includes(foldText(search)));
  return pageOf(
    found.sort((a, b) => comparePlaces(entryPlace(a), entryPlace(b))),
    entryPlace,
    page,
  );
}
