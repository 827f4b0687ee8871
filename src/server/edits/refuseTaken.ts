import { idsOf } from '../../evaluator/decide/reachOf.js';
import { type Belonging, exclusiveGains } from '../../evaluator/delegate/belongings.js';
import type { Member } from '../../model/member.js';
import { ProblemError } from '../http/problem.js';
import type { Session } from '../session/session.js';
import { canSeeMember } from '../session/visibility.js';

/** Refuses to give a member what belongs to somebody else, and says whose it is where that one may be seen. */
export async function refuseTaken(
  { catalog, may, reader }: Pick<Session, 'catalog' | 'may' | 'reader'>,
  before: Member,
  after: Member,
  /** Who gives it away in the same edit. */
  giver?: Member,
): Promise<void> {
  const gains = exclusiveGains(catalog, before, after);
  if (gains.length === 0) return;
  const others = (await reader.membersHaving(gains))
    .map(({ member }) => member)
    .filter(({ id }) => id !== after.id && id !== giver?.id);
  const taken = gains.flatMap((gain) => {
    const owner = others.find((member) => idsOf(member, gain.dimension).includes(gain.id));
    return owner ? [{ ...gain, ...(canSeeMember(may, owner) && { member: namedMember(owner) }) }] : [];
  });
  const [first] = taken;
  if (first)
    throw new ProblemError('conflict', {
      detail: `Nothing was changed. ${wordsOf(first)} Hand it over, or take it away there first.`,
      taken,
    });
}

function namedMember({ id, name }: Member): { readonly id: string; readonly name?: string } {
  return { id, ...(name !== undefined && { name }) };
}

function wordsOf({ dimension, id, member }: Belonging & { readonly member?: ReturnType<typeof namedMember> }): string {
  const owner = member ? (member.name ?? member.id) : 'somebody else';
  return `The ${dimension} '${id}' belongs to ${owner}, and to one person at most.`;
}
