import type { Catalog, CatalogDefinition } from '../model/catalog.js';
import type { GrantSet } from '../model/grant.js';
import type { Member } from '../model/member.js';
import { resolveGrants, type ResolveOptions } from '../evaluator/resolve/resolveGrants.js';
import { attempt } from '../base/attempt.js';
import { warnOnce } from '../client/warnOnce.js';
import { newMistakesOf } from '../evaluator/report/newMistakesOf.js';
import type { GrantSource } from './GrantSource.js';

/** A member whose grants are resolved here instead of by a backend: for demos, previews and tests. */
export interface MemberInput<C extends CatalogDefinition = CatalogDefinition> extends ResolveOptions {
  readonly catalog: Catalog<C>;
  readonly member: Member;
}

/**
 * Grants that are there already: a grant set, or a member to resolve. Two of the same content are the same
 * source, so it may be made while rendering.
 *
 * ```ts
 * staticSource(grantSet);
 * staticSource({ catalog, member });
 * ```
 */
export function staticSource<C extends CatalogDefinition>(input: GrantSet | MemberInput<C>): GrantSource {
  if (process.env.NODE_ENV !== 'production') warnOfMember(input);
  const content = attempt(() => ('member' in input ? resolveGrants(input.catalog, input.member, input) : input));
  // No grant set or member, whatever it is: the provider is told what is wrong, and nothing throws while rendering.
  const text = attempt(() => JSON.stringify(content)) ?? 'unreadable';
  return {
    key: `static:${text}`,
    load: (signal) => (signal.aborted ? Promise.reject(signal.reason) : Promise.resolve(content ?? null)),
  };
}

/** In development, warns of what a member cannot have meant. */
function warnOfMember<C extends CatalogDefinition>(input: GrantSet | MemberInput<C>): void {
  // Inside, every catalog is the plain table that it is; its literal types are for callers.
  const texts = attempt(() =>
    'member' in input
      ? newMistakesOf(input.catalog as unknown as Catalog, input.member, JSON.stringify(input.member))
      : [],
  );
  for (const text of texts ?? []) warnOnce(text);
}
