'use client';
import { type ComponentProps, type ReactNode, useRef } from 'react';
import { hasFocus } from '../../../react/dom/rootOf.js';
import { useAfterChange } from '../../ui/useAfterChange.js';
import { handOnFocus } from './handOnFocus.js';

interface MatrixButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled' | 'ref'> {
  readonly isPrimary?: boolean;
  /** It stays where the keyboard finds it, and nothing happens when it is pressed. */
  readonly isDisabled?: boolean;
}

/** A button of the matrix. One that goes with what it settled hands focus on. */
export function MatrixButton({
  isPrimary = false,
  isDisabled = false,
  onClick,
  ...rest
}: MatrixButtonProps): ReactNode {
  const ref = useRef<HTMLButtonElement>(null);
  useAfterChange(() => {
    const button = ref.current;
    return () => {
      if (button && hasFocus(button)) handOnFocus(button);
    };
  }, []);
  return (
    <button
      type="button"
      {...rest}
      ref={ref}
      className="hs-matrix-button"
      data-primary={isPrimary || undefined}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onClick}
    />
  );
}
