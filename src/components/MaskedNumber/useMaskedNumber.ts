'use client';
import { maskNumber, readableEnd } from '../phone/maskText.js';
import { formatNumber, type PhoneText } from '../phone/phoneText.js';
import { readText } from '../phone/readText.js';
import { type MaskingPermissions, useIsMasked } from '../phone/useTextMask.js';
import { englishMaskedNumberWords, type MaskedNumberWords } from './words.js';

/** The text of a number, and how it is read out. */
export interface NumberWriting {
  readonly text: string;
  readonly spoken: string;
  readonly isMasked: boolean;
}

/** Writes numbers as the user may see them. */
export type WriteNumber = (number: PhoneText) => NumberWriting;

/** Options of `useNumberWriter`. */
export interface MaskingOptions {
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: MaskingPermissions | undefined;
  readonly words?: Partial<MaskedNumberWords> | undefined;
}

/**
 * Writes any number as this user may see it: whole, or with dots for digits where the duty to hide numbers binds or
 * cannot be known.
 *
 * ```tsx
 * const write = useNumberWriter();
 * <td>{write({ number: call.from }).text}</td>
 * ```
 */
export function useNumberWriter({ permissions, words: own }: MaskingOptions = {}): WriteNumber {
  const isMasked = useIsMasked(permissions);
  const words = { ...englishMaskedNumberWords, ...own };
  return (number) => {
    const whole = formatNumber(isMasked ? withoutLetters(number) : number);
    if (whole === '') return { text: words.noNumber, spoken: words.noNumber, isMasked };
    if (!isMasked) return { text: whole, spoken: whole, isMasked };
    if (hasLetters(whole)) return { text: '••••', spoken: words.endingIn(''), isMasked };
    return { text: maskNumber(whole), spoken: words.endingIn(readableEnd(whole)), isMasked };
  };
}

/** Letters can be dialled too, as in 1-800-FLOWERS, or be an address; dots for digits would not hide them. */
function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

function withoutLetters(phone: PhoneText): PhoneText {
  const { number, display } = phone;
  return number && hasLetters(readText(display) ?? '') ? { number } : phone;
}

/** One number as this user may see it. */
export function useMaskedNumber({ permissions, words, ...number }: PhoneText & MaskingOptions): NumberWriting {
  return useNumberWriter({ permissions, words })(number);
}
