'use client';
import { formatNumber, maskNumber, type PhoneText, readableEnd } from '../shared/phoneText.js';
import { useDuty } from '../shared/useDuty.js';

/** The permissions that stand for the duty not to show phone numbers. */
export const maskingConventions: readonly string[] = ['numbers.anonymise', 'numbers.anonymize', 'numbers.mask'];

/** The words of a masked number where it is not given others. */
export const englishMaskedNumberWords = {
  endingIn: (digits: string) => (digits === '' ? 'Hidden number' : `Hidden number ending in ${digits}`),
  noNumber: 'No number',
};

/** Every word that a masked number says. */
export type MaskedNumberWords = Readonly<typeof englishMaskedNumberWords>;

/** What is written of a number, and how it is read out. */
export interface NumberWriting {
  readonly text: string;
  readonly spoken: string;
  readonly isMasked: boolean;
}

/** Writes numbers as the user may see them. */
export type WriteNumber = (number: PhoneText) => NumberWriting;

/** What a writer of numbers is given. */
export interface MaskingOptions {
  /** The duty not to show numbers, where a catalog does not keep to the convention. */
  readonly duty?: string | undefined;
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
export function useNumberWriter({ duty, words: own }: MaskingOptions = {}): WriteNumber {
  const isMasked = useDuty(maskingConventions, duty) !== 'free';
  const words = { ...englishMaskedNumberWords, ...own };
  return (number) => {
    const whole = formatNumber(number);
    if (whole === '') return { text: words.noNumber, spoken: words.noNumber, isMasked };
    if (!isMasked) return { text: whole, spoken: whole, isMasked };
    return { text: maskNumber(whole), spoken: words.endingIn(readableEnd(whole)), isMasked };
  };
}

/** One number as this user may see it. */
export function useMaskedNumber({ duty, words, ...number }: PhoneText & MaskingOptions): NumberWriting {
  return useNumberWriter({ duty, words })(number);
}
