import type { CatalogDefinition } from '../model/catalog.js';
import type { Grant, GrantSet } from '../model/grant.js';
import { grantKey } from './canonical.js';
import { openGrants } from './openGrants.js';
import { wins } from './values.js';

/**
 * What a role gives by no longer outdoing an option of a choice: whoever has that option from elsewhere comes to it,
 * and to what comes with it. Only where the lowest wins is the option itself more than the holder had.
 */
export function freedOptions(catalog: CatalogDefinition, before: GrantSet, after: GrantSet): readonly Grant[] {
  return Object.entries(catalog.permissions).flatMap(([permission, choice]): readonly Grant[] => {
    if (choice.kind !== 'choice') return [];
    const values = ({ grants }: GrantSet) =>
      grants.filter((grant) => grant.permission === permission && grant.effect === 'allow');
    const left = values(after);
    const kept = new Set(left.map(grantKey));
    const isOutdone = (option: string, by: readonly Grant[]) =>
      by.some(({ value }) => value !== undefined && wins(choice, value, option));
    const lost = values(before).filter((grant) => !kept.has(grantKey(grant)));
    // What may not hold does not keep anybody from anything.
    const sure = left.filter((grant) => !grant.conditional);
    const freed = choice.options
      .filter(({ id }) => isOutdone(id, lost) && !isOutdone(id, sure))
      .map(({ id }): Grant => ({ permission, effect: 'allow', value: id, from: 'baseline' }));
    return [...(choice.merge === 'lowest' ? freed.slice(-1) : []), ...openedBy(catalog, freed)];
  });
}

/** All that some grants of one permission open, each by itself. */
export function openedBy(catalog: CatalogDefinition, grants: readonly Grant[]): readonly Grant[] {
  return grants.flatMap((grant) => openGrants(catalog, [grant]).filter((each) => each.permission !== grant.permission));
}
