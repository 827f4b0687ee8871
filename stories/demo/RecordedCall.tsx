import { type GetSource, RecordingPlayer, type RecordingRights } from 'hookswitch/components/RecordingPlayer';
import { type ReactNode, useCallback } from 'react';
import type { OmnivoiceCall } from '../../src/msw/demo/omnivoice.js';
import { customerOf, timeOf } from './callWords.js';

interface RecordedCallProps {
  readonly call: OmnivoiceCall;
  readonly recordingId: string;
  readonly recordingsUrl: string;
  /** What signs the listener in at the recording service. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The product knows one right for a call and what was recorded of it. */
const permissions: Partial<RecordingRights> = {
  see: 'calls.view',
  listen: 'calls.view',
  seek: 'calls.view',
  speed: 'calls.view',
  transcript: 'calls.view',
};

/** The recording of one call of the list. */
export function RecordedCall({ call, recordingId, recordingsUrl, headers }: RecordedCallProps): ReactNode {
  const getSource = useCallback<GetSource>(
    async ({ signal, transcript }) => {
      const url = `${recordingsUrl}/recordings/${recordingId}/source?transcript=${transcript}&unredacted=false`;
      const response = await fetch(url, { signal, headers });
      if (!response.ok) throw new Error(`The recording service answered ${response.status}.`);
      return (await response.json()) as Awaited<ReturnType<GetSource>>;
    },
    [recordingsUrl, recordingId, headers],
  );
  return (
    <RecordingPlayer
      recording={{ id: recordingId, title: `Call with ${customerOf(call)}, ${timeOf(call)}` }}
      on={call}
      getSource={getSource}
      permissions={permissions}
    />
  );
}
