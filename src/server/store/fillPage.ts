import type { Page } from '../../model/page.js';
import type { Cursor, PageQuery } from './Store.js';

/** The most rounds of filling up a page before it is sent as it is, with its `next`. */
const mostRounds = 20;

/** Fills a page with what is to be seen: a store may have answered more than that. */
export async function fillPage<T, Q extends PageQuery>(
  query: Q,
  load: (query: Q) => Promise<Page<T, Cursor>>,
  isVisible: (item: T) => boolean,
): Promise<Page<T, Cursor>> {
  const items: T[] = [];
  let part = query;
  for (let round = 1; ; round++) {
    const { items: found, next } = await load({ ...part, limit: query.limit - items.length });
    items.push(...found.filter(isVisible));
    if (!next) return { items };
    if (items.length === query.limit || round === mostRounds) return { items, next };
    part = { ...query, after: next };
  }
}
