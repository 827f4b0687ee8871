import { PermissionProvider } from 'hookswitch';
import { type ReactNode, useEffect, useState } from 'react';
import { RecordingPlayer, type RecordingPlayerProps, recordingRights } from 'hookswitch/components/RecordingPlayer';
import type { Desk } from './createDesk.js';
import { type Held, recordingsCatalog, salesCall } from './recordingsCatalog.js';

interface RecordingDeskProps extends Omit<RecordingPlayerProps, 'on'> {
  readonly desk: Desk;
  readonly children?: ReactNode;
}

/** A player under a real provider, on a desk. */
export function RecordingDesk({ desk, children, ...props }: RecordingDeskProps): ReactNode {
  return (
    <PermissionProvider catalog={recordingsCatalog} source={desk.source} initialGrants={desk.initialGrants}>
      <RecordingPlayer on={salesCall} {...props} />
      {children}
    </PermissionProvider>
  );
}

interface RightsPanelProps {
  readonly desk: Desk;
  readonly initial: readonly Held[];
}

/** What an administrator somewhere else would do: give and take rights while somebody listens. */
export function RightsPanel({ desk, initial }: RightsPanelProps): ReactNode {
  const [rights, setRights] = useState(initial);
  useEffect(() => {
    if (rights !== initial) desk.give(rights);
  }, [desk, rights, initial]);
  return (
    <fieldset
      style={{ marginBlockStart: 'var(--hs-space-4)', border: 'none', padding: 0, fontSize: 'var(--hs-text-s)' }}
    >
      <legend>Rights, as an administrator gives and takes them</legend>
      {recordingRights.map((right) => (
        <label key={right} style={{ display: 'inline-block', marginInlineEnd: 'var(--hs-space-3)' }}>
          <input
            type="checkbox"
            checked={rights.includes(right)}
            onChange={({ target }) =>
              setRights(target.checked ? [...rights, right] : rights.filter((each) => each !== right))
            }
          />{' '}
          {right}
        </label>
      ))}
    </fieldset>
  );
}
