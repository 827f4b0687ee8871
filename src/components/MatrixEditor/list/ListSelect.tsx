'use client';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { SlotValue } from '../../../matrix/field.js';

interface ListSelectProps extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: string;
  /** What is there now: a choice is held against what was there when it was begun. */
  readonly current: SlotValue;
  readonly isLocked: boolean;
  readonly onCommit: (value: string, seen: { readonly value: SlotValue }) => void;
}

/** What is being looked at, and what was there when that was begun. */
interface Held {
  readonly value: string;
  readonly seen: { readonly value: SlotValue };
}

/**
 * A native choice in the list. The arrows of a closed one go from option to option, so nothing is given on the way:
 * it is committed by Enter, by leaving, or by the pointer, and taken back with Escape.
 */
export function ListSelect({ value, current, isLocked, onCommit, ...rest }: ListSelectProps): ReactNode {
  const [held, setHeld] = useState<Held>();
  const isByPointer = useRef(false);
  const commit = ({ value: next, seen }: Held) => {
    setHeld(undefined);
    if (next !== value) onCommit(next, seen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    isByPointer.current = false;
    if (!held || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') return commit(held);
    event.stopPropagation();
    setHeld(undefined);
  };
  return (
    <select
      {...rest}
      value={held?.value ?? value}
      aria-disabled={isLocked || undefined}
      onPointerDown={() => void (isByPointer.current = true)}
      onKeyDown={onKeyDown}
      onBlur={() => held && commit(held)}
      onChange={({ target }) => {
        if (isLocked) return;
        const next = { value: target.value, seen: held?.seen ?? { value: current } };
        if (isByPointer.current) commit(next);
        else setHeld(next);
      }}
    />
  );
}
