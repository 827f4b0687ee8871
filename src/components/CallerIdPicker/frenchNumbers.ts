/**
 * Whether digits dialled inside France, without the leading 0, are a special number, free or surcharged: 08…, and
 * the short ones that begin with 3, 10, 116 or 118.
 */
export function isFrenchSpecial(national: string): boolean {
  return /^(8\d{8}|3\d{3}|10\d{2}|11[68]\d{3})$/.test(national);
}
