const loneSurrogate = /\p{Cs}/u;

// Browsers before 2023 do not have the method.
type MaybeAsked = string & { readonly isWellFormed?: () => boolean };

/** Whether a text holds whole characters only. Half of a surrogate pair becomes another text on its way to a database. */
export function isWellFormed(text: MaybeAsked): boolean {
  return text.isWellFormed ? text.isWellFormed() : !loneSurrogate.test(text);
}
