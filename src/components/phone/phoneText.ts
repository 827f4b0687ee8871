import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { readText } from './readText.js';

/** A phone number as a backend sends it. */
export interface PhoneText {
  /** In international form (`+33123456789`), or as it was dialled. */
  readonly number?: string | undefined;
  /** How the server wants it written; it wins over our own way. */
  readonly display?: string | undefined;
}

/** A number as it is written: the server's way, else the international one, else as it came. */
export function formatNumber({ number, display }: PhoneText): string {
  const text = readText(number) ?? '';
  return readText(display) ?? parsePhoneNumberFromString(text)?.formatInternational() ?? text;
}
