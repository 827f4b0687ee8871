import { createOnce } from '../base/createOnce.js';

const isNew = createOnce();

/**
 * Writes a warning to the console, once for each page. Only for development: call it where
 * `process.env.NODE_ENV !== 'production'`, so that bundlers leave out its texts and what finds them.
 */
export function warnOnce(text: string): void {
  if (!isNew(text)) return;
  // oxlint-disable-next-line no-console -- for the developer who made the mistake
  console.warn(`hookswitch: ${text}`);
}
