'use client';
import type { ReactNode } from 'react';
import type { PhoneText } from '../phone/phoneText.js';
import { type MaskingOptions, type NumberWriting, useMaskedNumber } from './useMaskedNumber.js';

/** Props of `MaskedNumber`. */
export interface MaskedNumberProps extends PhoneText, MaskingOptions {}

/**
 * A phone number as this user may see it. Where it is hidden, nothing of it but the last digits is in the page.
 *
 * ```tsx
 * <MaskedNumber number={call.from} display={call.fromDisplay} />
 * ```
 */
export function MaskedNumber(props: MaskedNumberProps): ReactNode {
  return <WrittenNumber writing={useMaskedNumber(props)} />;
}

/** A number that was written before; dots are shown and the end is read out. */
export function WrittenNumber({ writing }: { readonly writing: NumberWriting }): ReactNode {
  const { text, spoken, isMasked } = writing;
  // Digits run from left to right in every script.
  if (!isMasked || text === spoken)
    return (
      <bdi className="hs-number" dir="ltr">
        {text}
      </bdi>
    );
  return (
    <span className="hs-number" data-masked="">
      <bdi dir="ltr" aria-hidden="true">
        {text}
      </bdi>
      <span className="hs-visually-hidden">{spoken}</span>
    </span>
  );
}
