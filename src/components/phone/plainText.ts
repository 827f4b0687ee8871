/**
 * A text in plain characters, case kept: no accents, wide letters as narrow ones, dashes of every kind as `-`, every
 * script's digits as 0 to 9. What is pasted brings marks for the direction of writing, which nobody sees.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/(?!\d)\p{Nd}/gu, (found) => `${digitValue(found.codePointAt(0) ?? 0)}`);
}

/** Every script has its digits one after another, beginning with its 0. */
function digitValue(code: number): number {
  return /\p{Nd}/u.test(String.fromCodePoint(code - 1)) ? digitValue(code - 1) + 1 : 0;
}
