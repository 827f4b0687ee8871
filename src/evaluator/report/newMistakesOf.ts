import { createOnce } from '../../base/createOnce.js';
import type { Catalog } from '../../model/catalog.js';
import type { Member } from '../../model/member.js';
import { mistakesOfMember } from './findMistakes.js';
import { mistakeText } from './mistakeText.js';

const isNew = createOnce();

/** The texts of a member's mistakes, once for each state of the member: to search for meant names takes its time. */
export function newMistakesOf(catalog: Catalog, member: Member, state: string | number): readonly string[] {
  const { tenant, id } = member;
  if (!isNew(JSON.stringify([catalog.id, tenant, id, state]))) return [];
  return mistakesOfMember(catalog, member).map(mistakeText);
}
