import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number as a backend sends it. */
export interface PhoneText {
  /** In international form (`+33123456789`), or as it was dialled. */
  readonly number?: string | undefined;
  /** How the server wants it written; it wins over our own way. */
  readonly display?: string | undefined;
}

/** A number as it is written: the server's way, else the international one, else as it came. */
export function formatNumber({ number = '', display }: PhoneText): string {
  return display ?? parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

const digit = /\p{Nd}/gu;

/** How many digits at the end stay readable: two, fewer where that would be a good part of the number. */
function readableDigits(count: number): number {
  return Math.min(2, Math.floor(count / 4));
}

/** Puts a dot in the place of every digit but the last ones, so that numbers can be told apart and not be known. */
export function maskNumber(text: string): string {
  const count = text.match(digit)?.length ?? 0;
  let left = count - readableDigits(count);
  return text.replace(digit, (found) => (left-- > 0 ? '•' : found));
}

/** The digits that `maskNumber` leaves. */
export function readableEnd(text: string): string {
  const digits = text.match(digit) ?? [];
  return digits.slice(digits.length - readableDigits(digits.length)).join('');
}

const numberLike = /\+?\p{Nd}(?:[\s().\-/\u00a0\u2009]*\p{Nd}){5,}/gu;

/** Masks what looks like a phone number inside other words, such as in a label. */
export function maskWithin(text: string): string {
  return text.replace(numberLike, maskNumber);
}
