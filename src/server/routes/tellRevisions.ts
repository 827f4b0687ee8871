import type { ApiContext } from '../session/ApiContext.js';
import type { Caller } from '../http/Caller.js';
import type { Tell } from './eventStream.js';

/**
 * Tells one member of the revisions of its own grants; `since` is the last one that the client knows. An agent on
 * behalf of somebody hears of the newer of the two.
 */
export function tellRevisions(
  { hub }: Pick<ApiContext, 'hub'>,
  { tenant, subject, onBehalfOf }: Caller,
  since: number | undefined,
): Tell {
  return ({ send, close }) => {
    const onRevision = (revision: number) =>
      send(`id: ${revision}\nevent: revision\ndata: {"revision":${revision}}\n\n`);
    if (onBehalfOf === undefined) return hub.watch({ tenant, subject }, { onRevision, onEnd: close }, since);
    const revisions = new Map<string, number>();
    let told = since;
    const stops = [subject, onBehalfOf].map((id) =>
      hub.watch(
        { tenant, subject: id },
        {
          onRevision(revision) {
            revisions.set(id, revision);
            const newest = Math.max(...revisions.values());
            // Of one alone it is not known whether the other is newer.
            if (revisions.size < 2 || newest === told) return;
            told = newest;
            onRevision(newest);
          },
          onEnd: close,
        },
        undefined,
      ),
    );
    return () => stops.forEach((stop) => stop());
  };
}
