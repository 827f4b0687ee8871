import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readText } from '../shared/readText.js';
import type { CallerIdOption } from './arrange.js';

/** What is looked for, made ready once for a whole list. */
type Query = { readonly words: readonly string[] } | { readonly digits: string; readonly text: string };

/**
 * The options that fit what was typed: every word in the label or the group, or a number in any notation. What is
 * masked is not found by its hidden digits.
 */
export function searchNumbers<O extends CallerIdOption>(options: readonly O[], typed: string): readonly O[] {
  const query = readQuery(typed);
  return query === undefined ? options : options.filter((option) => matches(option, query));
}

function readQuery(typed: string): Query | undefined {
  const text = plain(typed).trim().replace(/^tel:/, '');
  if (text === '') return undefined;
  if (!/^[\d\s()+\-./·]+$/.test(text) || !/\d/.test(text)) return { words: text.split(/\s+/) };
  return { digits: text.replace(trunkZero, '').replace(/\D/g, ''), text };
}

function matches(option: CallerIdOption, query: Query): boolean {
  const words = plain(`${option.name} ${option.group ?? ''} ${option.hint ?? ''}`);
  if ('words' in query) return query.words.every((word) => words.includes(word));
  return words.includes(query.text) || digitsOf(option).some((digits) => isIn(digits, query.digits));
}

/** What is left out when a number is dialled from abroad, as in +33 (0)4; perhaps not typed to its end. */
const trunkZero = /\(0(?:\)|$)/;

/** Typed with an international prefix, or as it is dialled. */
function isIn(digits: string, typed: string): boolean {
  return digits.includes(typed) || digits.startsWith(typed.replace(/^(00|011)(?=\d)/, ''));
}

const known = new WeakMap<object, readonly string[]>();

/** The digits of a number in its international and its national notation, and as the server writes it. */
function digitsOf({ number, display, isMasked }: CallerIdOption): readonly string[] {
  if (isMasked || !number) return [display.replace(/\P{Nd}/gu, '')];
  const found = known.get(number);
  if (found) return found;
  const written = readText(number.number);
  const phone = parsePhoneNumberFromString(written ?? '');
  const notations = [written, readText(number.display), phone?.formatNational()];
  const digits = notations.flatMap((text) => (text === undefined ? [] : [text.replace(/\D/g, '')]));
  known.set(number, digits);
  return digits;
}

/**
 * Small letters without accents, dashes of every kind as one, and every script's digits as 0 to 9. Numbers that are
 * pasted bring marks for the direction of writing, which nobody sees.
 */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase()
    .replace(/(?!\d)\p{Nd}/gu, (found) => `${digitValue(found.codePointAt(0) ?? 0)}`);
}

/** Every script has its digits one after another, beginning with its 0. */
function digitValue(code: number): number {
  return /\p{Nd}/u.test(String.fromCodePoint(code - 1)) ? digitValue(code - 1) + 1 : 0;
}
