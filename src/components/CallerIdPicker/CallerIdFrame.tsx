'use client';
import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { useKeepFocus } from '../ui/useKeepFocus.js';
import type { CallerNumber } from './callerNumber.js';
import { OptionText } from './OptionText.js';
import type { CallerId } from './useCallerIdPicker.js';

interface CallerIdFrameProps<N extends CallerNumber> {
  readonly callerId: CallerId<N>;
  readonly onRetry: (() => void) | undefined;
  readonly labelId: string;
  /** The control to choose with, shown only where there is a choice. */
  readonly children: ReactNode;
}

/** What every picker shows around its control, and in its place where there is nothing to choose. */
export function CallerIdFrame<N extends CallerNumber>(props: CallerIdFrameProps<N>): ReactNode {
  const { callerId, labelId, children } = props;
  const { mode, purpose, refusal, numberField, notice, words } = callerId;
  const home = useKeepFocus<HTMLDivElement>(`${mode} ${notice !== undefined}`);
  // What is wrong with the number itself has nothing to do with one's own.
  const isRefused = !numberField.isShown && refusal && /^(out-of-plan|special|hidden)$/.test(refusal.code);
  return (
    // A group is also where focus stays when the control goes.
    <div className="hs-caller" data-mode={mode} data-purpose={purpose} role="group" aria-labelledby={labelId} {...home}>
      <span className="hs-caller-label" id={labelId}>
        {words.label[purpose]}
      </span>
      {mode === 'choose' ? children : <InPlace {...props} />}
      {/* For the eye: it was announced when it happened. */}
      {notice && (
        <div className="hs-caller-notice">
          <Icon path={icons.alert} />
          <p>{notice.text}</p>
          <button type="button" className="hs-button" onClick={notice.dismiss}>
            {words.dismiss}
          </button>
        </div>
      )}
      {/* There before it is needed, so that what comes into it is read out. */}
      <p className="hs-caller-refusal" aria-live="polite">
        {isRefused && (
          <>
            <Icon path={icons.alert} />
            <span>{refusal.text}</span>
          </>
        )}
      </p>
    </div>
  );
}

function InPlace<N extends CallerNumber>({ callerId, onRetry }: CallerIdFrameProps<N>): ReactNode {
  const { mode, selected, reason, words } = callerId;
  return (
    <div className="hs-caller-frozen" data-tone={mode === 'failed' ? 'critical' : undefined}>
      {mode === 'frozen' && selected && (
        <p className="hs-caller-value">
          <OptionText option={selected} words={words} />
          <Icon path={icons.lock} />
        </p>
      )}
      <p className="hs-caller-reason">
        {mode !== 'frozen' && (
          <Icon path={mode === 'pending' ? icons.clock : mode === 'failed' ? icons.alert : icons.lock} />
        )}
        <span>{reason}</span>
      </p>
      {mode === 'failed' && onRetry && (
        <button type="button" className="hs-button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}
