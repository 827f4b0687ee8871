'use client';
import { type ReactNode, useId } from 'react';
import type { Reach } from '../../../model/scope.js';
import { DirectoryList } from './DirectoryList.js';

interface ReachFieldProps {
  readonly dimension: string;
  readonly label: string;
  /** The words for no reach at all. Default: `None`. */
  readonly none?: string;
  readonly reach: Reach | undefined;
  readonly isBeyond: (reach: Reach) => boolean;
  readonly onChange: (reach: Reach | undefined) => void;
}

/** The reach in one dimension: none, theirs, any, or chosen ids. */
export function ReachField({ dimension, label, none = 'None', reach, isBeyond, onChange }: ReachFieldProps): ReactNode {
  const id = useId();
  const kind = reach === undefined ? 'none' : typeof reach === 'string' ? reach : 'chosen';
  const choose = (next: string) =>
    onChange(next === 'mine' || next === 'any' ? next : next === 'chosen' ? [] : undefined);
  const option = (value: 'mine' | 'any', words: string) => {
    const beyond = isBeyond(value);
    return (
      <option value={value} disabled={beyond && kind !== value}>
        {beyond ? `${words} (beyond what you may give)` : words}
      </option>
    );
  };
  return (
    <div className="hs-matrix-reach">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={kind} onChange={(event) => choose(event.target.value)}>
        <option value="none">{none}</option>
        {option('mine', 'Theirs')}
        {option('any', 'Any')}
        <option value="chosen">Chosen…</option>
      </select>
      {Array.isArray(reach) && (
        <DirectoryList
          dimension={dimension}
          label={label}
          chosen={reach}
          onChange={onChange}
          about={(each) => (isBeyond([each]) ? { note: 'beyond what you may give' } : {})}
        />
      )}
    </div>
  );
}
