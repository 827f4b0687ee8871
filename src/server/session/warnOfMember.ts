import { mistakesOfMember } from '../../evaluator/report/findMistakes.js';
import { mistakeText } from '../../evaluator/report/mistakeText.js';
import type { Catalog } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';

const said = new Set<string>();

/** In development, writes to the console what a member cannot have meant, each thing once; where it runs may be no Node. */
export function warnOfMember(catalog: Catalog, member: Member): void {
  if (typeof process === 'undefined' || process.env.NODE_ENV === 'production') return;
  for (const text of mistakesOfMember(catalog, member).map(mistakeText)) {
    if (said.has(text)) continue;
    said.add(text);
    // oxlint-disable-next-line no-console -- for the developer who made the mistake
    console.warn(`hookswitch: ${text}`);
  }
}
