import type { CatalogDefinition } from '../model/catalog.js';
import type { Grant, GrantSet } from '../model/grant.js';
import { grantKey } from './canonical.js';
import { openGrants } from './openGrants.js';
import { wins } from './values.js';

/**
 * What a role gives by no longer outdoing an option of a choice: whoever has that option from elsewhere, or by default,
 * comes to it and to what comes with it. Only where the lowest wins is the option itself more than the holder had.
 */
export function freedOptions(catalog: CatalogDefinition, before: GrantSet, after: GrantSet): readonly Grant[] {
  return Object.entries(catalog.permissions).flatMap(([permission, choice]): readonly Grant[] => {
    if (choice.kind !== 'choice') return [];
    const [old, next] = [valuesOf(before, permission), valuesOf(after, permission)];
    const lost = without(old, next);
    // What may not hold does not keep anybody from anything, and may lead to its own option.
    const sure = next.filter((grant) => !grant.conditional);
    const isOutdone = (option: string, by: readonly Grant[]) =>
      by.some(({ value }) => value !== undefined && wins(choice, value, option));
    const isFreed = (option: string) =>
      (isOutdone(option, lost) && !isOutdone(option, sure)) ||
      (option === choice.default && lost.length > 0 && sure.length === 0);
    const freed = choice.options
      .filter(({ id }) => isFreed(id))
      .map(({ id }): Grant => ({ permission, effect: 'allow', value: id, from: 'baseline' }));
    const perhaps = without(next, old).filter((grant) => grant.conditional);
    return [...(choice.merge === 'lowest' ? freed.slice(-1) : []), ...openedBy(catalog, [...freed, ...perhaps])];
  });
}

function valuesOf({ grants }: GrantSet, permission: string): readonly Grant[] {
  return grants.filter((grant) => grant.permission === permission && grant.effect === 'allow');
}

function without(grants: readonly Grant[], others: readonly Grant[]): readonly Grant[] {
  const known = new Set(others.map(grantKey));
  return grants.filter((grant) => !known.has(grantKey(grant)));
}

/** All that some grants of one permission open, each by itself and as if it held for certain. */
export function openedBy(catalog: CatalogDefinition, grants: readonly Grant[]): readonly Grant[] {
  return grants.flatMap(({ conditional: _, ...grant }) =>
    // The default of any other choice opens something beside it; only what this grant opens came by way of it.
    openGrants(catalog, [{ ...grant, from: 'member' }]).filter(({ via }) => via === 'member'),
  );
}
