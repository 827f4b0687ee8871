import { getCountryCallingCode, type PhoneNumber, validatePhoneNumberLength } from 'libphonenumber-js/min';
import { plainText } from '../phone/plainText.js';
import { countryOf } from './countryOf.js';
import { isEmergencyNumber } from './emergencyNumbers.js';
import { isFrenchSpecial } from './frenchNumbers.js';
import { isWhole, parseDigits } from './parseDigits.js';
import { type Dialled, type DialPrefix, readDialled } from './readDialled.js';

/** Every kind of destination. */
export const destinationKinds = [
  'in-plan',
  'out-of-plan',
  'special',
  'emergency',
  'internal',
  'incomplete',
  'invalid',
] as const;

/** The kind of a destination, as far as rights and plans go. */
export type DestinationKind = (typeof destinationKinds)[number];

/**
 * What is known about the account that dials. Which numbers are special is known here for France, and for the
 * premium and shared-cost numbers of the few countries that libphonenumber-js tells apart in its small list, such as
 * 900 in North America. For every other country it is what your carrier's price list says, in `special`, or what
 * `typeOf` tells.
 */
export interface DialPlan {
  /** Where people dial without a country code: a two-letter code such as `FR`. */
  readonly country?: string | undefined;
  /** The countries that the plan includes, as two-letter codes; not looked at where it is not given. */
  readonly planCountries?: readonly string[] | undefined;
  /** How special numbers begin, as they are dialled at home (`0900`, `118`) or from anywhere (`+44909`). */
  readonly special?: readonly string[] | undefined;
  /** Emergency numbers beside those of the country that are known here. */
  readonly emergency?: readonly string[] | undefined;
  /**
   * The type of a number in international form, of every country. What libphonenumber-js knows about it is left to
   * the application to load, since its list is many times as large as what uses it:
   *
   * ```ts
   * import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
   * const typeOf = (number: string) => parsePhoneNumberFromString(number)?.getType();
   * ```
   */
  readonly typeOf?: ((number: string) => string | undefined) | undefined;
  /**
   * Codes that may stand before a number, beside `*67`, `*82`, `#31#` and the like: `{ code: '9' }` for an outside
   * line. They are left out of what is classified; what is dialled is yours.
   */
  readonly prefixes?: readonly DialPrefix[] | undefined;
}

/** A destination that was read. */
export interface Destination {
  readonly kind: DestinationKind;
  /** In international form, where it has one. */
  readonly number?: string;
  /** A code before the number, such as `*67`, hides the caller ID for this call. */
  readonly hidesNumber?: true;
}

/** The types of numbers that cost the caller more. */
const surcharged: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'SHARED_COST']);

/** How many digits an extension has at most. */
const longestExtension = 8;

/**
 * Reads what is to be dialled: inside the plan or not, special, an emergency, an extension or feature code, or no
 * number. However a number is decorated, it is the same destination: with spaces, brackets or `tel:`, in the digits
 * of any script, in letters (`1-800-FLOWERS`), with a code before it (`*67`) or an extension and tones behind it.
 * What cannot be read is `invalid`. The server knows better; give `useCallerIdPicker` its word as `classify`.
 */
export function classifyDestination(to: string, plan: DialPlan = {}): Destination {
  const dialled = readDialled(to, plan);
  if (!dialled) return { kind: 'invalid' };
  const { kind, number } = strictest(dialled, plan);
  return { kind, ...(number !== undefined && { number }), ...(dialled.hidesNumber && { hidesNumber: true }) };
}

/** Whether what is dialled hides the caller ID, by a code before the number. */
export function hidesNumber(to: string, plan: DialPlan): boolean {
  return readDialled(to, plan)?.hidesNumber === true;
}

/** From the kind that needs most. A number that is whole counts before one that is not. */
const byNeed: readonly DestinationKind[] = ['special', 'out-of-plan', 'in-plan'];

/** Where an exchange may take what is typed for either of two numbers, the rights of both are needed. */
function strictest({ number, otherwise }: Dialled, plan: DialPlan): Destination {
  const lead = classifyDigits(number, plan);
  if (otherwise === undefined || lead.kind === 'emergency') return lead;
  // Pauses after an extension or a line's prefix may be part of one long number: what is not whole says nothing.
  const whole: Destination = otherwise === '' ? { kind: 'invalid' } : classifyDigits(otherwise, plan);
  if (!byNeed.includes(lead.kind)) return whole;
  const kind = byNeed.find((each) => each === lead.kind || each === whole.kind) ?? lead.kind;
  return { ...lead, kind };
}

function classifyDigits(number: string, plan: DialPlan): Destination {
  if (number === '' || number === '+') return { kind: 'incomplete' };
  if (isEmergency(number, plan)) return { kind: 'emergency' };
  if (/[*#]/.test(number)) return { kind: 'internal' };
  const isShort = !number.startsWith('+') && number.length <= longestExtension;
  if (isShort && isSpecialAtHome(number, plan)) return { kind: 'special' };
  const phone = parseDigits(number, plan.country);
  if (!isWhole(phone)) return { kind: isShort ? shortKind(number) : unusable(number, plan) };
  if (isSpecial(phone, plan)) return { kind: 'special', number: phone.number };
  const { country, number: international } = phone;
  const isInPlan = !plan.planCountries || (country !== undefined && plan.planCountries.includes(country));
  return { kind: isInPlan ? 'in-plan' : 'out-of-plan', number: international };
}

/** An extension; one that is that long does not begin with the 0 that most countries dial first. */
function shortKind(number: string): DestinationKind {
  return number.length > 6 && number.startsWith('0') ? 'incomplete' : 'internal';
}

function isEmergency(number: string, { country, emergency }: DialPlan): boolean {
  return isEmergencyNumber(number, country) || emergency?.includes(number) === true;
}

function isSpecial(phone: PhoneNumber, plan: DialPlan): boolean {
  const { number, country, countryCallingCode, nationalNumber } = phone;
  const home = countryOf(plan.country);
  const isHome = home !== undefined && countryCallingCode === getCountryCallingCode(home);
  // North America dials a 1 first, or does not.
  const asAtHome = isHome ? [phone.formatNational().replace(/\D/g, ''), `${countryCallingCode}${nationalNumber}`] : [];
  return (
    asAtHome.slice(0, countryCallingCode === '1' ? 2 : 1).some((digits) => isSpecialAtHome(digits, plan)) ||
    startsOf(plan).some((start) => start.startsWith('+') && number.startsWith(start)) ||
    (country === 'FR' && isFrenchSpecial(nationalNumber)) ||
    surcharged.has(phone.getType()) ||
    surcharged.has(plan.typeOf?.(number))
  );
}

function isSpecialAtHome(digits: string, plan: DialPlan): boolean {
  return (
    startsOf(plan).some((start) => start !== '' && digits.startsWith(start)) ||
    (plan.country === 'FR' && isFrenchSpecial(digits))
  );
}

/** However they are written, such as `1-900`. */
function startsOf({ special = [] }: DialPlan): readonly string[] {
  return special.map((start) => plainText(start).replace(/[^+\d]/g, ''));
}

/** A number that is still being typed is no mistake. */
function unusable(number: string, { country }: DialPlan): DestinationKind {
  const length = validatePhoneNumberLength(number, countryOf(country));
  // By its length alone it would be whole.
  const isBeginning =
    length === undefined || length === 'TOO_SHORT' || (length === 'INVALID_COUNTRY' && /^\+\d{1,2}$/.test(number));
  return isBeginning ? 'incomplete' : 'invalid';
}
