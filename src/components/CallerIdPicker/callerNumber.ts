import type { PhoneText } from '../phone/phoneText.js';

/** What a number is used for. */
export type CallerPurpose = 'call' | 'message';

/**
 * One number that calls or messages can come from. Your own record may be one: rights are asked about it, so it
 * holds the fields that your catalog reads its dimensions from.
 */
export interface CallerNumber extends PhoneText {
  readonly id: string;
  /** What people call it, such as “Sales, west”. */
  readonly label?: string | undefined;
  /** The heading that it is listed under, such as a brand or a country. */
  readonly group?: string | undefined;
}
