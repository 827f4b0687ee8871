import type { Page } from '../model/page.js';
import type { MatrixBackend, MatrixTarget, TargetState } from './MatrixBackend.js';
import { targetOf } from './target.js';

/** The most missing members that are asked for one by one: a page may have changed while it was read. */
const fewMissing = 20;

/** Options of `findGone`. */
export interface FindGoneOptions {
  readonly backend: Pick<MatrixBackend, 'load'>;
  /** The members that were there. */
  readonly known: Iterable<MatrixTarget>;
  readonly readPage: (after: string | undefined, signal: AbortSignal) => Promise<Page<TargetState>>;
  /** Every page was read. */
  readonly onRead: () => unknown;
}

/** Reads all pages again and returns the known members that do not exist any more, or are out of sight. */
export async function findGone(
  { backend, known, readPage, onRead }: FindGoneOptions,
  signal: AbortSignal,
): Promise<readonly MatrixTarget[]> {
  const missing = new Set(known);
  for (let next: string | undefined, isMore = true; isMore; isMore = next !== undefined) {
    const page = await readPage(next, signal);
    page.items.forEach((item) => missing.delete(targetOf(item)));
    next = page.next;
  }
  onRead();
  if (missing.size > fewMissing) return [...missing];
  const gone: MatrixTarget[] = [];
  for (const target of missing) if (!(await backend.load(target, signal))) gone.push(target);
  signal.throwIfAborted();
  return gone;
}
