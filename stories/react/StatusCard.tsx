import { type PermissionState, usePermissionStatus } from 'hookswitch';
import type { ReactNode } from 'react';

const words: Readonly<Record<PermissionState, string>> = {
  loading: 'Asking what you may do',
  ready: 'Up to date',
  stale: 'Working with what was known last',
  error: 'Not known what you may do',
  closed: 'No longer known what you may do',
};

/** Everything that `usePermissionStatus` tells. */
export function StatusCard(): ReactNode {
  const { state, error, isFetching, isConnected, revision, subject, refetch } = usePermissionStatus();
  return (
    <section className="desk-status" data-state={state} aria-label="Permissions">
      <p className="desk-state">
        <strong>{words[state]}</strong>
        <code>{state}</code>
        {isFetching && <span>asking …</span>}
        {isConnected === false && <span>live connection lost</span>}
      </p>
      {subject && (
        <p>
          {subject.id}, revision {revision}
        </p>
      )}
      {error && (
        <dl>
          <dt>{error.code}</dt>
          <dd>{error.message}</dd>
          {error.issue && (
            <>
              <dt>
                <code>{error.issue.path || 'the whole answer'}</code>
              </dt>
              <dd>
                found {error.issue.found}, expected {error.issue.expected}
              </dd>
            </>
          )}
        </dl>
      )}
      <button type="button" className="desk-button" onClick={() => void refetch()}>
        Ask again
      </button>
    </section>
  );
}
