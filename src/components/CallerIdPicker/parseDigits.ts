import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';
import { countryOf } from './countryOf.js';

/** A number in digits, perhaps with a plus, as it is dialled in a country; nothing else is looked for in it. */
export function parseDigits(number: string, country?: string): PhoneNumber | undefined {
  const home = countryOf(country);
  // Without a country, 00 is what most of the world dials for the plus.
  const text = home ? number : number.replace(/^00/, '+');
  return parsePhoneNumberFromString(text, { extract: false, ...(home && { defaultCountry: home }) });
}

/**
 * Whether a number has as many digits as its country's numbers have. In North America none begins with 0 or 1 after
 * the country code: there the 1 was dialled first, and a digit is missing at the end.
 */
export function isWhole(phone: PhoneNumber | undefined): phone is PhoneNumber {
  if (!phone?.isPossible()) return false;
  return phone.countryCallingCode !== '1' || !/^[01]/.test(phone.nationalNumber);
}
