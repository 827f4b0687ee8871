import { plainText } from '../phone/plainText.js';
import { isEmergencyNumber } from './emergencyNumbers.js';
import { isWhole, parseDigits } from './parseDigits.js';

/** A code that stands before a number for one call. */
export interface DialPrefix {
  /** As it is dialled: digits, `*` and `#`. */
  readonly code: string;
  /** Whether it hides the caller ID. Default: `false`. */
  readonly hidesNumber?: boolean | undefined;
}

/** What was typed, as the digits that are dialled. */
export interface Dialled {
  /** Digits, with a plus in international form; a feature code such as `*97` as it is. Empty where nothing is typed. */
  readonly number: string;
  /** The digits that an exchange may take it for instead, where letters or pauses can be read in two ways. */
  readonly otherwise?: string | undefined;
  /** Whether a code before the number hides the caller ID. */
  readonly hidesNumber: boolean;
}

/** Longer than any number with everything that people write around it. */
const longest = 120;

/** What people write between digits. */
const decoration = /[\s\-./\\()[\]{}·•‧∙_'’:|~]/gu;

/** An extension that is set apart, and so is no part of a number in letters. */
const extension = /\s+((?:ext|x)[a-z]*[.:\s]*\d{1,9}\s*#?)$/i;

/** The letters on the keys 2 to 9. */
const keypad = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];

/** Codes that hide or show the caller ID, or let nobody else call in meanwhile. `*31#` hides in some networks only. */
const codes: readonly (readonly [start: RegExp, hides: boolean])[] = [
  [/^[*#]31[*#]/, true],
  [/^[*#]67#?/, true],
  [/^\*43(?=\+?\d)/, true],
  [/^\*(?:65|70|82)#?/, false],
];

/** The same in digits, by country. They only count before a whole number, since another number can begin with them. */
const digitCodes: Readonly<Record<string, readonly (readonly [code: string, hides: boolean])[]>> = {
  AU: [
    ['1831', true],
    ['1832', false],
  ],
  ES: [['067', true]],
  FR: [['3651', true]],
  GB: [
    ['141', true],
    ['1470', false],
  ],
  HK: [['133', true]],
  IE: [
    ['141', true],
    ['142', false],
  ],
  JP: [
    ['184', true],
    ['186', false],
  ],
  NZ: [
    ['0197', true],
    ['0196', false],
  ],
  US: [
    ['1167', true],
    ['1182', false],
  ],
  CA: [
    ['1167', true],
    ['1182', false],
  ],
};

/** What a phone does after the other side has answered: pauses and tones, or an extension. */
const afterAnswer = /(?:,|;|(?<![A-Z])[WP])[\d*#,;WP]*$|(?:(?<![A-Z])(?:EXT(?:ENSION|N)?|X)|#)\d{1,9}#?$/;

/** A feature code such as `*97`; one with a number in it may forward calls there, and is not understood. */
const featureCode = /^[*#]{1,2}\d{1,6}#?$/;

/** What reading depends on. */
interface ReadingPlan {
  readonly country?: string | undefined;
  readonly prefixes?: readonly DialPrefix[] | undefined;
}

/**
 * Reads what is to be dialled, however it is decorated: spaces, brackets, `tel:`, digits of any script, letters on
 * keys, codes before it, pauses, tones and extensions behind it. `undefined` for what cannot be read (law 14).
 */
export function readDialled(text: string, plan: ReadingPlan = {}): Dialled | undefined {
  if (text.length > longest) return undefined;
  const typed = withoutParameters(plainText(text).trim(), plan);
  if (typed === undefined) return undefined;
  const bare = typed.replace(extension, ',$1').replace(decoration, '').toUpperCase();
  const { rest, hidesNumber } = withoutCodes(bare, plan);
  if (rest === '' || featureCode.test(rest)) return { number: rest, hidesNumber };
  const body = rest.replace(/#$/, '');
  // Letters alone are a word or a name; after a digit they stand for digits.
  if (!/^\+?\d[\dA-Z*#,;]*$|^\+$/.test(body)) return undefined;
  const after = afterAnswer.exec(body);
  const lead = after ? body.slice(0, after.index).replace(/[,;]+$/, '') : body;
  const whole = digitsOf(body.replace(/[,;]/g, ''));
  const number = digitsOf(lead);
  if (number === undefined) return undefined;
  return { number, hidesNumber, ...(after && { otherwise: whole ?? '' }) };
}

/** `*` and `#` are no digits inside a number. */
function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[A-Z]/g, (letter) => `${keypad.findIndex((key) => key.includes(letter)) + 2}`);
  return /^\+?\d*$/.test(digits) ? digits : undefined;
}

/** A `tel:` link (RFC 3966), or what it holds, without its parameters. */
function withoutParameters(typed: string, { country }: ReadingPlan): string | undefined {
  const isLink = /^(?:tel|callto):/i.test(typed);
  const [head = '', ...parameters] = (isLink ? decoded(typed.replace(/^\w+:(?:\/\/)?/, '')) : typed).split(
    /;(?=[a-z][a-z\d-]*=)/i,
  );
  let number = head;
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.toLowerCase().split('=');
    if (!/^(?:ext|isub|postd|phone-context)$/.test(name)) return undefined;
    // The beginning of a number that is written without it, or the name of a network.
    const isPart = !head.trim().startsWith('+') && !isEmergencyNumber(head.replace(decoration, ''), country);
    if (name === 'phone-context' && value.startsWith('+') && isPart) number = value + head;
  }
  return number;
}

function decoded(link: string): string {
  try {
    return plainText(decodeURIComponent(link)).trim();
  } catch {
    // Not a link after all; a stray percent sign is not read as anything else.
    return link;
  }
}

function withoutCodes(bare: string, plan: ReadingPlan): { readonly rest: string; readonly hidesNumber: boolean } {
  let rest = bare;
  let hidesNumber = false;
  for (let found = codeOf(rest, plan); found; found = codeOf(rest, plan)) {
    hidesNumber ||= found.hides;
    rest = rest.slice(found.length).replace(/^[,;]+/, '');
  }
  return { rest, hidesNumber };
}

function codeOf(bare: string, plan: ReadingPlan): { readonly length: number; readonly hides: boolean } | undefined {
  const own = plan.prefixes?.find(({ code }) => code !== '' && bare.startsWith(code) && isBefore(code, bare, plan));
  if (own) return { length: own.code.length, hides: own.hidesNumber === true };
  for (const [start, hides] of codes) {
    const [code] = start.exec(bare) ?? [];
    if (code !== undefined) return { length: code.length, hides };
  }
  const [code, hides] = digitCodes[plan.country ?? '']?.find(([each]) => isBefore(each, bare, plan)) ?? [];
  return code === undefined ? undefined : { length: code.length, hides: hides === true };
}

/** Whether digits are a code before a number, and not the beginning of one. */
function isBefore(code: string, bare: string, plan: ReadingPlan): boolean {
  if (!bare.startsWith(code)) return false;
  if (/[*#]/.test(code)) return true;
  const rest = numberIn(bare.slice(code.length).replace(/^[,;]+/, ''));
  const isCalled = isEmergencyNumber(rest, plan.country) || isWhole(parseDigits(rest, plan.country));
  // Some countries have numbers of nearly any length, so that the whole must be one that is really in use.
  return isCalled && parseDigits(numberIn(bare), plan.country)?.isValid() !== true;
}

function numberIn(bare: string): string {
  return digitsOf(bare.replace(afterAnswer, '')) ?? '';
}
