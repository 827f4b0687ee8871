'use client';
import { maskWithin } from './maskText.js';
import { useDuty } from '../rights/useDuty.js';

/** The permissions that stand for the duty to hide phone numbers, the likeliest first. */
export const maskingConventions: readonly string[] = ['numbers.anonymise', 'numbers.anonymize', 'numbers.mask'];

/** Names the duty to hide phone numbers, where a catalog does not keep to the convention. */
export interface MaskingPermissions {
  readonly mask?: string | undefined;
}

/** Masks the phone numbers in any text, where the duty to hide them binds or cannot be known. */
export function useTextMask({ mask }: MaskingPermissions = {}): (text: string) => string {
  return useDuty(maskingConventions, mask) === 'free' ? unmasked : maskWithin;
}

const unmasked = (text: string) => text;
