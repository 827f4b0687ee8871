'use client';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isComposing } from '../../ui/isComposing.js';
import type { FieldValue } from '../../../matrix/field.js';

interface ListSelectProps extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  readonly value: string;
  /** The present value: a choice is compared with the value at its beginning. */
  readonly current: FieldValue;
  readonly isLocked: boolean;
  readonly onCommit: (value: string, seen: { readonly value: FieldValue }) => void;
}

/** An option that is not committed yet, and the value at the beginning of the choice. */
interface Held {
  readonly value: string;
  readonly seen: { readonly value: FieldValue };
}

/**
 * A native choice in the list. The arrow keys of a closed one step through the options, so they commit nothing: Enter,
 * leaving the field or the pointer commits, and Escape cancels.
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
    if (isComposing(event)) return;
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
