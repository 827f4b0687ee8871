import { idsOf } from '../../evaluator/decide/reachOf.js';
import { type Belonging, exclusiveGains } from '../../evaluator/delegate/belongings.js';
import type { Member } from '../../model/member.js';
import { ProblemError } from '../http/problem.js';
import type { Session } from '../session/session.js';
import { canSeeMember } from '../session/visibility.js';

/** The most that an answer names as taken. */
const mostNamed = 20;

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
  // Beside as many owners as are named, those two who are none may be among them.
  const found = await reader.membersHaving(gains, mostNamed + 2);
  const others = found.map(({ member }) => member).filter(({ id }) => id !== after.id && id !== giver?.id);
  const owners = ownersOf(others, new Set(gains.map(({ dimension }) => dimension)));
  const owned = gains.flatMap((gain) => {
    const owner = owners.get(keyOf(gain));
    return owner ? [{ gain, owner }] : [];
  });
  const taken = owned.slice(0, mostNamed).map(({ gain, owner }) => ({
    ...gain,
    ...(canSeeMember(may, owner) && { member: namedMember(owner) }),
  }));
  const [first] = taken;
  if (first)
    throw new ProblemError('conflict', {
      detail: `Nothing was changed. ${wordsOf(first)} Hand it over, or take it away there first.`,
      taken,
    });
}

/** Whose each id of these dimensions is, by its key. */
function ownersOf(members: readonly Member[], dimensions: ReadonlySet<string>): ReadonlyMap<string, Member> {
  const owners = new Map<string, Member>();
  for (const member of members)
    for (const dimension of dimensions)
      for (const id of idsOf(member, dimension)) owners.set(keyOf({ dimension, id }), member);
  return owners;
}

function keyOf({ dimension, id }: Belonging): string {
  return JSON.stringify([dimension, id]);
}

function namedMember({ id, name }: Member): { readonly id: string; readonly name?: string } {
  return { id, ...(name !== undefined && { name }) };
}

function wordsOf({ dimension, id, member }: Belonging & { readonly member?: ReturnType<typeof namedMember> }): string {
  const owner = member ? (member.name ?? member.id) : 'somebody else';
  return `The ${dimension} '${id}' belongs to ${owner}, and to one person at most.`;
}
