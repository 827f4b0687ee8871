'use client';
import type { ReactNode } from 'react';
import { DisabledGate } from '../../react/gates/DisabledGate.js';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { type RecordBehavior, type RecordOptions, useRecordButton } from './useRecordButton.js';

/**
 * Starts and stops recording. It stays in its place, frozen and with its reason, for those who may not.
 *
 * ```tsx
 * <RecordButton callId={call.id} isRecording={call.isRecording} onStart={phone.record} onStop={phone.stopRecording} />
 * ```
 */
export function RecordButton(props: RecordOptions): ReactNode {
  const record = useRecordButton(props);
  const { isRecording, decision, state, words } = record;
  const isBusy = state === 'busy';
  return (
    <div className="hs-record" data-recording={isRecording || undefined} data-state={state}>
      <DisabledGate decision={decision}>
        <button
          type="button"
          className="hs-button"
          aria-busy={isBusy || undefined}
          // The second click of two would stop what the first one has started.
          onClick={({ detail }) => (isBusy || detail > 1 ? undefined : record.toggle())}
        >
          <Icon path={isRecording ? icons.stop : icons.record} />
          {labelOf(record)}
        </button>
      </DisabledGate>
      {isRecording && (
        <span className="hs-record-on">
          <Icon path={icons.record} />
          {words.on}
        </span>
      )}
      <Remarks record={record} />
    </div>
  );
}

function labelOf({ isRecording, state, words }: RecordBehavior): string {
  if (state === 'busy') return isRecording ? words.stopping : words.starting;
  return isRecording ? words.stop : words.start;
}

function Remarks({ record }: { readonly record: RecordBehavior }): ReactNode {
  const { words, state, mustNotify, isRecording } = record;
  const remarks = [
    record.isInShare && words.automatic,
    mustNotify && (isRecording || record.isInShare) && words.notify,
    record.hasObjected && words.objected,
    state === 'failed' && words.failed,
  ].filter(Boolean);
  if (remarks.length === 0) return null;
  return (
    <p className="hs-record-remarks" data-tone={state}>
      {remarks.join(' ')}
    </p>
  );
}
