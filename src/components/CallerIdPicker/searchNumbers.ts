import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { plainText } from '../phone/plainText.js';
import { readText } from '../phone/readText.js';
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
  const text = plainText(typed).toLowerCase().trim().replace(/^tel:/, '');
  if (text === '') return undefined;
  if (!/^[\d\s()+\-./·]+$/.test(text) || !/\d/.test(text)) return { words: text.split(/\s+/) };
  return { digits: text.replace(trunkZero, '').replace(/\D/g, ''), text };
}

function matches(option: CallerIdOption, query: Query): boolean {
  const words = plainText(`${option.name} ${option.group ?? ''} ${option.hint ?? ''}`).toLowerCase();
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
