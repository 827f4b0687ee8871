import { createOnce } from '../../base/createOnce.js';
import { newMistakesOf } from '../../evaluator/report/newMistakesOf.js';
import type { Catalog } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';

const isNew = createOnce();

/** In development, writes to the console what a member cannot have meant, each thing once; where it runs may be no Node. */
export function warnOfMember(catalog: Catalog, member: Member, revision: number): void {
  if (typeof process === 'undefined' || process.env.NODE_ENV === 'production') return;
  for (const text of newMistakesOf(catalog, member, revision).filter(isNew)) {
    // oxlint-disable-next-line no-console -- for the developer who made the mistake
    console.warn(`hookswitch: ${text}`);
  }
}
