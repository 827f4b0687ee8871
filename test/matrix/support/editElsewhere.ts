import type { MatrixBackend, MatrixTarget, SaveRequest } from '../../../src/components/MatrixEditor/index.js';

/** Somebody else reads a target as it is now and edits it; rejects where the service does not take it. */
export async function editElsewhere(
  backend: MatrixBackend,
  target: MatrixTarget,
  edits: SaveRequest['edits'],
): Promise<void> {
  const { signal } = new AbortController();
  const state = await backend.load(target, signal);
  if (!state) throw new Error(`There is no ${target}.`);
  const { revision, tag } = state;
  const key = crypto.randomUUID();
  const outcome = await backend.save({ target, edits, key, revision, ...(tag !== undefined && { tag }) }, signal);
  if (outcome.status !== 'saved') throw new Error(`The edit of ${target} came to ${JSON.stringify(outcome)}.`);
}
