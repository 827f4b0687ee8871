import { type ReactNode, useId } from 'react';
import { dateOf } from '../words/timeWords.js';
import type { Draft } from './settingDraft.js';

interface WindowFieldsProps {
  readonly draft: Pick<Draft, 'startsAt' | 'endsAt'>;
  readonly onChange: (change: Partial<Pick<Draft, 'startsAt' | 'endsAt'>>) => void;
}

/** From when to when a setting holds, in the reader's own time; empty for always. */
export function WindowFields({ draft, onChange }: WindowFieldsProps): ReactNode {
  return (
    <details className="hs-matrix-when" open={draft.startsAt !== undefined || draft.endsAt !== undefined}>
      <summary>Only for a while</summary>
      <MomentField label="From" at={draft.startsAt} onChange={(startsAt) => onChange({ startsAt })} />
      <MomentField label="Until" at={draft.endsAt} onChange={(endsAt) => onChange({ endsAt })} />
    </details>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly at: number | undefined;
  readonly onChange: (at: number | undefined) => void;
}

function MomentField({ label, at, onChange }: MomentFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="hs-matrix-reach">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        className="hs-matrix-field"
        // What cannot be read yet is the browser's to show.
        {...(!Number.isNaN(at) && { value: localText(at) })}
        onChange={({ target }) =>
          onChange(target.value === '' ? (target.validity.badInput ? NaN : undefined) : Date.parse(target.value))
        }
      />
    </div>
  );
}

/** A moment as the field writes it: local time to the minute. Empty for what no date can stand for. */
export function localText(at: number | undefined): string {
  const date = dateOf(at);
  const local = date && dateOf(date.getTime() - date.getTimezoneOffset() * 60_000);
  // A year of more than four digits has a sign and a nought before it, which a field does not take.
  const text = local?.toISOString().replace(/^\+0*/, '') ?? '';
  return text.slice(0, text.lastIndexOf(':'));
}
