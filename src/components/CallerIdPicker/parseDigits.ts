import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';
import { countryOf } from './countryOf.js';

/** A number in digits, perhaps with a plus, as it is dialled in a country; nothing else is looked for in it. */
export function parseDigits(number: string, country?: string | undefined): PhoneNumber | undefined {
  const home = countryOf(country);
  // Without a country, 00 is what most of the world dials for the plus.
  const text = home ? number : number.replace(/^00/, '+');
  return parsePhoneNumberFromString(text, { extract: false, ...(home && { defaultCountry: home }) });
}
