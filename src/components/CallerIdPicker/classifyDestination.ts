import { parseDigits, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min';
import { countryOf } from './countryOf.js';
import { frenchEmergency, isFrenchSpecial } from './frenchNumbers.js';

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

/** What a destination is, as far as rights and plans go. */
export type DestinationKind = (typeof destinationKinds)[number];

/**
 * What is known about the account that dials. Which numbers are special is known here for France alone; for every
 * other country it is what your carrier's price list says, in `special`, or what `typeOf` tells.
 */
export interface DialPlan {
  /** Where people dial without a country code: a two-letter code such as `FR`. */
  readonly country?: string | undefined;
  /** The countries that the plan includes, as two-letter codes; not looked at where it is not given. */
  readonly planCountries?: readonly string[] | undefined;
  /** How special numbers begin, as they are dialled at home (`0900`, `118`) or from anywhere (`+44909`). */
  readonly special?: readonly string[] | undefined;
  /** The emergency numbers of the country beside 112, 911, 999 and 000. */
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
}

/** A destination that was read. */
export interface Destination {
  readonly kind: DestinationKind;
  /** In international form, where it has one. */
  readonly number?: string;
}

/** The same in nearly every network. */
const emergency: ReadonlySet<string> = new Set(['112', '911', '999', '000']);

/** The types of numbers that cost whoever calls them more. */
const surcharged: ReadonlySet<string | undefined> = new Set(['PREMIUM_RATE', 'SHARED_COST']);

/**
 * Reads what is to be dialled: inside the plan or not, special, an emergency, an extension, or no number. The server
 * knows better; give `useCallerId` its word as `classify`.
 */
export function classifyDestination(to: string, plan: DialPlan = {}): Destination {
  const home = countryOf(plan.country);
  const typed = to.trim();
  const digits = parseDigits(typed);
  const isShort = !typed.startsWith('+') && digits.length <= 6;
  if (digits === '') return { kind: typed === '' ? 'incomplete' : 'invalid' };
  if (isShort && isEmergency(digits, plan)) return { kind: 'emergency' };
  if (isShort && isSpecialAtHome(digits, plan)) return { kind: 'special' };
  const phone = parsePhoneNumberFromString(typed, home);
  if (!phone?.isPossible()) return { kind: isShort ? 'internal' : unusable(typed, plan) };
  const { number, country } = phone;
  const asAtHome = country === home ? parseDigits(phone.formatNational()) : '';
  const isSpecial =
    isSpecialAtHome(asAtHome, plan) ||
    plan.special?.some((start) => start.startsWith('+') && number.startsWith(start)) ||
    (country === 'FR' && isFrenchSpecial(phone.nationalNumber)) ||
    surcharged.has(plan.typeOf?.(number));
  if (isSpecial) return { kind: 'special', number };
  const isInPlan = !plan.planCountries || (country !== undefined && plan.planCountries.includes(country));
  return { kind: isInPlan ? 'in-plan' : 'out-of-plan', number };
}

function isEmergency(digits: string, { country, emergency: own }: DialPlan): boolean {
  return emergency.has(digits) || own?.includes(digits) === true || (country === 'FR' && frenchEmergency.has(digits));
}

function isSpecialAtHome(digits: string, { country, special = [] }: DialPlan): boolean {
  return special.some((start) => digits.startsWith(start)) || (country === 'FR' && isFrenchSpecial(digits));
}

/** Whoever is still typing has done nothing wrong. */
function unusable(typed: string, { country }: DialPlan): DestinationKind {
  const length = validatePhoneNumberLength(typed, countryOf(country));
  return length === 'TOO_SHORT' ? 'incomplete' : 'invalid';
}
