import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/min';

/** A two-letter code, if it is one of a country that has a numbering plan. */
export function countryOf(code: string | undefined): CountryCode | undefined {
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}
