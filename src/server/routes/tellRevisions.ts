import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import type { Tell } from './eventStream.js';

/** Tells one member of the revisions of its own grants; `since` is the last one that the client knows. */
export function tellRevisions(
  { hub }: Pick<ApiContext, 'hub'>,
  { tenant, subject }: Caller,
  since: number | undefined,
): Tell {
  return ({ send, close }) => {
    const onRevision = (revision: number) =>
      send(`id: ${revision}\nevent: revision\ndata: {"revision":${revision}}\n\n`);
    return hub.watch({ tenant, subject }, { onRevision, onEnd: close }, since);
  };
}
