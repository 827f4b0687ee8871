import { usePermissionStatus } from 'hookswitch';
import type { ReactNode } from 'react';

const words = {
  loading: 'Loading permissions',
  ready: 'Permissions up to date',
  stale: 'Working with the last known permissions',
  error: 'Permissions could not be loaded',
  closed: 'Permissions have run out',
} as const;

/** How the grants are doing, and a way to ask again when they are not. */
export function StatusLine(): ReactNode {
  const { state, error, refetch } = usePermissionStatus();
  return (
    <div className="demo-status" data-state={state}>
      <span>{words[state]}</span>
      {error && (
        <>
          <details>
            <summary>Why?</summary>
            <p>{error.message}</p>
          </details>
          <button type="button" onClick={() => void refetch()}>
            Try again
          </button>
        </>
      )}
    </div>
  );
}
