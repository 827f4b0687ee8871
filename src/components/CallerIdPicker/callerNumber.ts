import type { PhoneText } from '../phone/phoneText.js';

/** The use of a number: for calls or for messages. */
export type CallerPurpose = 'call' | 'message';

/**
 * One number that calls or messages can come from. Your own record may be one: rights are asked about it, so it
 * holds the fields that your catalog reads its dimensions from.
 */
export interface CallerNumber extends PhoneText {
  readonly id: string;
  /** Its name, such as “Sales, west”. */
  readonly label?: string | undefined;
  /** The heading that it is listed under, such as a brand or a country. */
  readonly group?: string | undefined;
}
