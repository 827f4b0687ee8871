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

/** Six digits or more, with whatever people write between them: spaces, dots, dashes of every kind, nothing visible. */
const numberLike = /\+?\p{Nd}(?:[\s().·/\p{Pd}\p{Cf}]*\p{Nd}){5,}/gu;

/** Masks what looks like a phone number inside other words, such as in a label. */
export function maskWithin(text: string): string {
  return text.replace(numberLike, maskNumber);
}

/** Masks a text about one number: every part of that number in it as well, such as “Desk 5300”. */
export function maskAbout(text: string, number = ''): string {
  const own = (number.match(digit) ?? []).join('');
  return maskWithin(text).replace(/\p{Nd}{3,}/gu, (part) => (own.includes(part) ? maskPart(part) : part));
}

/** Two digits of a number are shown wherever it is; of a part of it, no more. */
function maskPart(part: string): string {
  return '•'.repeat(part.length - 2) + part.slice(-2);
}

/** A number that `maskWithin` has masked: every dot with what stands around them, and the digits that are left. */
const maskedNumber = /\+?(?:\((?=•+\)))?(?:•[\s().·/\p{Pd}\p{Cf}]*)+\p{Nd}*/gu;

/** A masked text as it is to be read out: readers say every single dot. */
export function speakMasked(text: string, endingIn: (digits: string) => string): string {
  return text.replace(maskedNumber, (found) => endingIn((found.match(digit) ?? []).join('')));
}
