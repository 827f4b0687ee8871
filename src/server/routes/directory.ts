import { foldText } from '../../base/foldText.js';
import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import { jsonResponse } from '../http/json.js';
import { pageBody, pageParameters, readPage, readQuery } from '../http/query.js';
import type { PathParams } from '../http/router.js';
import { reachedIds } from '../session/reach.js';
import { comparePlaces, entryPlace, entryText, pageOf } from '../store/searchText.js';
import { openSession } from '../session/session.js';
import type { DirectoryEntry } from '../../model/directory.js';
import type { Page } from '../../model/page.js';
import type { Cursor, PageQuery } from '../store/Store.js';
import { notFound } from '../session/visibility.js';

/** `GET /directory/:dimension`: what there is to choose from in one dimension, as far as the caller's reach goes. */
export async function getDirectory(
  context: ApiContext,
  request: Request,
  caller: Caller,
  { dimension = '' }: PathParams,
): Promise<Response> {
  const page = readPage(readQuery(request, pageParameters), context.limits.pageSize);
  const { may, reader, catalog } = await openSession(context, caller);
  const definition = Object.hasOwn(catalog.dimensions, dimension) ? catalog.dimensions[dimension] : undefined;
  if (!definition) throw notFound('dimension');
  if (definition.values) return jsonResponse(pageBody(knownValues(definition.values, page), (entry) => entry));
  const reached = reachedIds(may, dimension);
  const ids = 'only' in reached ? { ids: reached.only } : { except: reached.except };
  return jsonResponse(pageBody(await reader.directory(dimension, { ...page, ...ids }), (entry) => entry));
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
