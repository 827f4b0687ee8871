import { Can, type GateMode } from 'hookswitch';
import type { ReactNode } from 'react';
import { type Recording } from './deskCatalog.js';
import './react.css';

/** One recording with what may be done with it. */
export function RecordingRow({
  recording,
  mode,
}: {
  readonly recording: Recording;
  readonly mode?: GateMode;
}): ReactNode {
  return (
    <li className="desk-row" aria-label={`Recording of ${recording.caller}`}>
      <span className="desk-caller">
        {recording.caller}
        <small>
          {recording.queue} · {recording.length}
        </small>
      </span>
      <span className="desk-gates">
        <Can permission="recordings.play" on={recording} mode={mode}>
          <button type="button" className="desk-button" data-kind="main">
            Play
          </button>
        </Can>
        <Can permission="recordings.download" on={recording} mode={mode}>
          <button type="button" className="desk-button">
            Download
          </button>
        </Can>
      </span>
    </li>
  );
}
