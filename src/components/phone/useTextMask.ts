'use client';
import { maskWithin } from './maskText.js';
import { useDuty } from '../rights/useDuty.js';

/** The permissions that stand for the duty not to show phone numbers. */
export const maskingConventions: readonly string[] = ['numbers.anonymise', 'numbers.anonymize', 'numbers.mask'];

/** Masks the phone numbers in any text, where the duty to hide them binds or cannot be known. */
export function useTextMask(duty?: string): (text: string) => string {
  return useDuty(maskingConventions, duty) === 'free' ? unmasked : maskWithin;
}

const unmasked = (text: string) => text;
