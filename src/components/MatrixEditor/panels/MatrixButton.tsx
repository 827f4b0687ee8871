import type { ComponentProps, ReactNode } from 'react';

interface MatrixButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled'> {
  readonly isPrimary?: boolean;
  /** It stays where the keyboard finds it, and nothing happens when it is pressed. */
  readonly isDisabled?: boolean;
}

/** A button of the matrix. */
export function MatrixButton({
  isPrimary = false,
  isDisabled = false,
  onClick,
  ...rest
}: MatrixButtonProps): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className="hs-matrix-button"
      data-primary={isPrimary || undefined}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onClick}
    />
  );
}
