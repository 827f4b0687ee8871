import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
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

/** What is known about the account that dials. */
export interface DialPlan {
  /** Where people dial without a country code: a two-letter code such as `FR`. */
  readonly country?: string | undefined;
  /** The countries that the plan includes, as two-letter codes; not looked at where it is not given. */
  readonly planCountries?: readonly string[] | undefined;
}

/** A destination that was read. */
export interface Destination {
  readonly kind: DestinationKind;
  /** In international form, where it has one. */
  readonly number?: string;
}

/** The same in nearly every network. */
const emergency: ReadonlySet<string> = new Set(['112', '911', '999', '000']);

/**
 * Reads what is to be dialled: inside the plan or not, special, an emergency, an extension, or no number. The server
 * knows better; give `useCallerId` its word as `classify`.
 */
export function classifyDestination(to: string, { country = '', planCountries }: DialPlan = {}): Destination {
  const home = isCountry(country) ? country : undefined;
  const typed = to.trim();
  const digits = typed.replace(/\D/g, '');
  const isShort = !typed.startsWith('+') && digits.length <= 6;
  if (digits === '') return { kind: typed === '' ? 'incomplete' : 'invalid' };
  if (isShort && isEmergency(digits, home)) return { kind: 'emergency' };
  if (isShort && home === 'FR' && isFrenchSpecial(digits)) return { kind: 'special' };
  const phone = parsePhoneNumberFromString(typed, home);
  if (!phone?.isPossible()) return { kind: isShort ? 'internal' : 'invalid' };
  const { number } = phone;
  if (phone.country === 'FR' && isFrenchSpecial(phone.nationalNumber)) return { kind: 'special', number };
  const isInPlan = !planCountries || (phone.country !== undefined && planCountries.includes(phone.country));
  return { kind: isInPlan ? 'in-plan' : 'out-of-plan', number };
}

function isEmergency(digits: string, home: CountryCode | undefined): boolean {
  return emergency.has(digits) || (home === 'FR' && frenchEmergency.has(digits));
}

function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}
