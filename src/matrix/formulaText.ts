/** Characters that are invisible and that spreadsheets skip: blanks, controls, marks without width. */
const unseen = String.raw`[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*`;

/** Characters that a formula begins with, in every width that a spreadsheet reads. */
const sign = '[=+@\\-\uFF1D\uFF0B\uFF20\uFF0D\uFE66\uFE62\uFE6B\uFE63\u207C\u207A\u207B\u208C\u208A\u208B\u2212]';

const formula = new RegExp(`^'*${unseen}${sign}`, 'u');
const plainNumber = /^-\d+(?:[.,]\d+)?$/;

/**
 * A text that a spreadsheet keeps a text rather than runs as a formula: with an apostrophe in front, which
 * {@link withoutMark} takes off again. A number with its sign is just a number.
 */
export function withMark(text: string): string {
  return isMarked(text) ? `'${text}` : text;
}

/** The text that {@link withMark} was given. */
export function withoutMark(text: string): string {
  return text.startsWith("'") && isMarked(text.slice(1)) ? text.slice(1) : text;
}

// INVARIANT: an apostrophe in front changes the answer for no text but a number, so that taking it off is exact.
function isMarked(text: string): boolean {
  return formula.test(text) && !plainNumber.test(text);
}

const inside = new RegExp(`([;\\t\\r\\n]${unseen})(?=${sign})`, 'gu');
const first = new RegExp(`^(?=${unseen}${sign})`, 'u');

/**
 * One row of CSV (RFC 4180) in which nothing is run as a formula, whichever mark the reader's spreadsheet takes for the
 * separator of cells: also what stands behind a `;`, a tab or a line break is kept a text.
 */
export function csvRow(cells: readonly string[]): string {
  return cells
    .map((cell) => {
      const safe = cell.replace(first, "'").replace(inside, "$1'");
      return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}
