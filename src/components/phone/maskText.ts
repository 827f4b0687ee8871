// One state machine in two steps: what of a text could be a phone number, and what is left of it to read.

/** Digits of every script, in circles, small and wide, and as Chinese is written. */
const digitClass = '[\\p{Nd}①-⑨⓪❶-❾⁰¹²³⁴-⁹₀-₉〇零一二三四五六七八九]';
const digit = new RegExp(digitClass, 'gu');
const notWritten = '[\\p{Cf}\\p{M}]';

/** What people say between digits, where a recording is written down. */
const said = ['dash', 'hyphen', 'minus', 'dot', 'point', 'space', 'slash', 'comma', 'then', 'er', 'erm', 'uh', 'um']
  .concat(['euh', 'hum', 'äh', 'ähm', 'tiret', 'punkt', 'strich', 'bindestrich', 'guion', 'guión', 'punto'])
  .join('|');

/** What can be between two digits of one number: a few signs of any kind, words for them, and what nobody sees. */
const gap = `(?:${notWritten}|(?!${digitClass}|•)[^\\p{L}\\p{Cf}\\p{M}])`;
const between = `(?:${gap}{0,12}(?:(?<!\\p{L})(?:${said})(?!\\p{L})${gap}{0,12}){0,2})`;

/** Six digits or more: what could be a phone number. Shorter ones are extensions. */
const numberLike = new RegExp(`\\+?${digitClass}(?:${between}${digitClass}){5,}`, 'giu');

/** Three digits or more, which can be a part of a number that is known. */
const partLike = new RegExp(`${digitClass}(?:${gap}{0,3}${digitClass}){2,}`, 'gu');

/** A number in letters, as 1-800-FLOWERS and 0800 FLEURS: they are on the keys of a telephone. */
const inLetters =
  /(?<![\p{L}\p{Nd}])(?:\+?1[\s.-]?)?(?:\(?\p{Nd}{3,4}\)?[.-]|\(?0?[89]\p{Nd}{2}\)?\s)[A-Za-z](?:-?[A-Za-z\d]){3,8}(?![\p{L}\p{Nd}])/gu;

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

/**
 * Masks what could be a phone number inside other words, such as in a label: six digits or more, whatever stands
 * between them. Times, dates and amounts that cannot be anything else are left.
 */
export function maskWithin(text: string): string {
  return text
    .replace(inLetters, (found) => found.replace(/[\p{L}\p{Nd}]/gu, '•'))
    .replace(numberLike, (run, at: number) => maskRun(run, text.slice(0, at), text.slice(at + run.length)));
}

/** Times, dates and amounts in a run of digits, which are kept; and what can stand between two numbers. */
const time = '(?:[01]?\\d|2[0-3])[:h][0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,3})?)?';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const year = '(?:19|20)\\d\\d';
const isoDate = `${year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])`;
const date = `${isoDate}|${day}\\.${month}\\.${year}|(?:${day}/${month}|${month}/${day})/${year}`;
const moments = new RegExp(`^(?:${date}|${time})(?:(?:\\s*[-–,;]\\s*|\\s+)(?:${date}|${time}))*$`, 'u');
const amount = /^\d{1,3}(?:(?<mark>[.,'’\u00a0\u202f ])\d{3})(?:\k<mark>\d{3})*(?:[.,]\d{2})?$/u;
const currencyBefore = /\p{Sc}\s?$/u;
const currencyAfter = /^\s?(?:\p{Sc}|EUR|USD|GBP|CHF|CAD|AUD|JPY|euros?\b|dollars?\b|pounds?\b)/iu;

function maskRun(run: string, before: string, after: string): string {
  if (moments.test(run) && !/[:./-]$/.test(before) && !/^\p{Nd}/u.test(after)) return run;
  if (amount.test(run) && (currencyBefore.test(before) || currencyAfter.test(after))) return run;
  // Two numbers side by side, each of them whole; of a list of parts nobody knows where one ends.
  const parts = run.split(/([,;|/]\s+|\s{2,}|[\n\ue000])/u);
  const areWhole = parts.every((part, i) => i % 2 === 1 || (part.match(digit)?.length ?? 0) >= 7);
  return areWhole ? parts.map(maskNumber).join('') : maskNumber(run);
}

/** No letter and no digit, and in nobody's text: where one text ends and the next one begins. */
const seam = '\ue000';

/** Masks texts that follow each other as if they were one: a number can begin in one of them and end in the next. */
export function maskAcross(texts: readonly string[], mask: (text: string) => string): readonly string[] {
  return mask(texts.map((text) => text.replaceAll(seam, ' ')).join(seam)).split(seam);
}

/** Masks a text about one number: every part of that number in it as well, such as “Desk 5300”. */
export function maskAbout(text: string, number = ''): string {
  const own = digitsIn(number);
  return maskWithin(text).replace(partLike, (part) => (own.includes(digitsIn(part)) ? maskPart(part) : part));
}

function digitsIn(text: string): string {
  return (text.match(digit) ?? []).join('');
}

/** Two digits of a number are shown wherever it is; of a part of it, no more. */
function maskPart(part: string): string {
  let left = (part.match(digit)?.length ?? 0) - 2;
  return part.replace(digit, (found) => (left-- > 0 ? '•' : found));
}

/** A number that `maskWithin` has masked: every dot with what stands around them, and the digits that are left. */
const maskedNumber = new RegExp(
  `\\+?(?:\\((?=•+\\)))?•(?:${between}•)*(?:${between}${digitClass}(?!${gap}?${digitClass}{2}))?(?:${between}${digitClass})?`,
  'giu',
);

/** A masked text as it is to be read out: readers say every single dot. */
export function speakMasked(text: string, endingIn: (digits: string) => string): string {
  return text.replace(maskedNumber, (found) => endingIn(digitsIn(found)));
}
