import { attempt } from '../../base/attempt.js';
import { isTable } from '../../base/read.js';
import type { ServerEvent } from '../../client/createEventParser.js';
import { isRevision, type LiveMessage } from '../../client/LiveMessage.js';

/** Reads what one connection tells of the revisions of one's grants, resumed behind one of them or not. */
export function readRevisionEvents(
  since: number | undefined,
  tell: (message: LiveMessage) => void,
): (event: ServerEvent) => void {
  // Other tabs may have loaded less than what was resumed behind.
  if (since !== undefined) tell({ type: 'revision', revision: since });
  let isFirst = true;
  return ({ event, data }) => {
    if (event !== 'revision') return;
    const revision = revisionIn(data);
    // A server that is behind what it told before was put back; reading its grants tells what that means.
    const wasPutBack = isFirst && since !== undefined && revision !== undefined && revision < since;
    isFirst = false;
    tell(revision === undefined || wasPutBack ? { type: 'reload' } : { type: 'revision', revision });
  };
}

function revisionIn(data: string): number | undefined {
  const told = attempt((): unknown => JSON.parse(data));
  const revision = isTable(told) ? told.revision : undefined;
  return isRevision(revision) ? revision : undefined;
}
