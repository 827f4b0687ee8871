import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readText } from '../shared/readText.js';
import type { CallerNumber } from './callerNumber.js';
import { countryOf } from './countryOf.js';

/** How near a number is to who is called. */
export type Nearness = 'same-area' | 'same-country';

/** A number to call from, because it is near. */
export interface LocalSuggestion<N extends CallerNumber> {
  readonly number: N;
  readonly nearness: Nearness;
}

/** How many digits of the national number tell the area, by country code; two where nothing else is known. */
const areaDigits: Readonly<Record<string, number>> = { '1': 3, '7': 3, '33': 1, '86': 3 };

/** The number that shares most with the one that is called, where people of `country` dial; none where not even the country is the same. */
export function suggestLocal<N extends CallerNumber>(
  numbers: readonly N[],
  to: string | undefined,
  country?: string,
): LocalSuggestion<N> | undefined {
  const phone = to === undefined ? undefined : parsePhoneNumberFromString(to, countryOf(country));
  if (!phone) return undefined;
  const { countryCallingCode, number } = phone;
  const inCountry = numbers.filter((each) => digitsOf(each).startsWith(`+${countryCallingCode}`));
  const shared = (each: N) => sharedStart(digitsOf(each), number) - 1 - countryCallingCode.length;
  const nearest = inCountry.reduce<N | undefined>(
    (best, each) => (best === undefined || shared(each) > shared(best) ? each : best),
    undefined,
  );
  if (!nearest) return undefined;
  const isArea = shared(nearest) >= (areaDigits[countryCallingCode] ?? 2);
  return { number: nearest, nearness: isArea ? 'same-area' : 'same-country' };
}

/** With the plus, and without what people write between the digits. */
function digitsOf({ number }: CallerNumber): string {
  return readText(number)?.replace(/[^+\d]/g, '') ?? '';
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
