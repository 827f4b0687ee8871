import { type RawBuilder, sql } from 'kysely';
import type { Belonging } from '../../evaluator/delegate/belongings.js';
import type { Member } from '../../model/member.js';

/** Stands between the parts of a text that is looked for. Two ids have one text only if a dimension has it too. */
export const belongingSeparator = '\u001f';

/** What a member has and belongs to. */
export function belongingsOf({ extensions, memberships }: Member): readonly Belonging[] {
  return [
    ...extensions.map((id) => ({ dimension: 'extension', id })),
    ...Object.entries(memberships).flatMap(([dimension, ids]) => ids.map((id) => ({ dimension, id }))),
  ];
}

/** The same as an index keeps it: of each one text of one length, since an id may be longer than an index takes. */
export function belongingTexts(tenant: string, belongings: readonly Belonging[]): RawBuilder<string[]> {
  const texts = belongings.map(({ dimension, id }) => [tenant, dimension, id].join(belongingSeparator));
  return sql<string[]>`array(select distinct md5(each) from unnest(${texts}::text[]) as each)`;
}
