import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { OmnivoiceCall } from '../../src/msw/demo/omnivoice.js';

const time = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'America/New_York',
});

/** When a call began, where the organisation is. */
export function timeOf({ startedAt }: OmnivoiceCall): string {
  return time.format(startedAt);
}

/** The other party's number. */
export function customerOf({ customer }: OmnivoiceCall): string {
  return parsePhoneNumberFromString(customer)?.formatInternational() ?? customer;
}

/** How long people spoke, in minutes and seconds. */
export function lengthOf({ seconds }: OmnivoiceCall): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
