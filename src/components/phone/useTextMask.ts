'use client';
import type { Conventions, Part } from '../rights/findPermissions.js';
import { useDuty } from '../rights/useDuty.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { maskWithin } from './maskText.js';

/** The duties to hide phone numbers that are looked for in a catalog that binds none (`parts.number`), the likeliest first. */
export const maskingConventions: Conventions<'mask'> = {
  mask: ['numbers.anonymise', 'numbers.anonymize', 'numbers.mask'],
};

const masking: Part<'mask', 'mask'> = { name: 'number', conventions: maskingConventions, narrowing: ['mask'] };

/** Names the duty to hide phone numbers, where a catalog neither binds it nor keeps to the convention. */
export interface MaskingPermissions {
  readonly mask?: string | undefined;
}

/** Whether phone numbers are hidden: the duty to hide them binds, or it cannot be known. */
export function useIsMasked({ mask }: MaskingPermissions = {}): boolean {
  const ids = usePermissionIds(masking, mask === undefined ? undefined : { mask });
  return useDuty(ids.mask) !== 'free';
}

/** Masks the phone numbers in any text, where the duty to hide them binds or cannot be known. */
export function useTextMask(permissions?: MaskingPermissions): (text: string) => string {
  return useIsMasked(permissions) ? maskWithin : unmasked;
}

const unmasked = (text: string) => text;
