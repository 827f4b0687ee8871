import type { CatalogDefinition } from '../../src/model/catalog.js';
import type { Grant } from '../../src/model/grant.js';
import type { Reach, Scope } from '../../src/model/scope.js';
import type { Subject } from '../../src/model/subject.js';
import { type Facts, idsIn } from './facts.js';
import { holdsUnscoped, namedIds } from './reach.js';

/** One thing a record would have to carry: the subject as its owner, or an id in a dimension. */
type Trait = 'owner' | { readonly dimension: string; readonly id: string };

/** An id that no grant names. */
const fresh = 'an id that nobody named';

/**
 * The records worth trying when asking whether a right is held for anything at all. Reach only ever grows with
 * what a record carries, so of all records that an allow reaches, those that carry least escape the most denies.
 */
export function witnesses(
  catalog: CatalogDefinition,
  subject: Subject,
  grants: readonly Grant[],
  id: string,
): readonly Facts[] {
  const rights = [id, ...prerequisitesOnRecord(catalog, id)];
  const consents = rights.flatMap((each) => {
    const permission = catalog.permissions[each];
    return permission?.kind === 'right' && permission.consent !== undefined ? [permission.consent] : [];
  });
  const carried = [...new Set(rights)].map((each) => grants.filter((grant) => grant.permission === each));
  return smallestRecords(catalog, subject, id, carried, grants).map((facts) => ({ ...facts, consents }));
}

/** Every smallest record that one allow of each list reaches; `others` are grants whose ids may matter as well. */
export function smallestRecords(
  catalog: CatalogDefinition,
  subject: Subject,
  id: string,
  lists: readonly (readonly Grant[])[],
  others: readonly Grant[],
): readonly Facts[] {
  const permission = catalog.permissions[id];
  if (permission?.kind !== 'right' || permission.on === undefined) return [];
  const { owner, dimensions = {} } = catalog.resources[permission.on] ?? {};
  const isPossible = (trait: Trait) =>
    trait === 'owner' ? owner !== undefined && subject.id !== '' : Object.hasOwn(dimensions, trait.dimension);
  const choices = lists.map((list) =>
    list.flatMap(({ effect, scope }) =>
      effect === 'deny' || scope === undefined ? [] : traits(subject, scope, mentioned(subject, others)),
    ),
  );
  const carried = product(choices).map((chosen) => chosen.flat());
  return carried.filter((list) => list.every(isPossible)).map((list) => factsFrom(list, subject));
}

/** Whether there can be a record at all that this one allow reaches. */
export function reachesAnything(catalog: CatalogDefinition, subject: Subject, grant: Grant): boolean {
  const permission = catalog.permissions[grant.permission];
  if (permission?.kind !== 'right') return false;
  if (permission.on === undefined) return holdsUnscoped(grant);
  return smallestRecords(catalog, subject, grant.permission, [[grant]], [grant]).length > 0;
}

/** The prerequisites, and theirs, that are asked about the same record. */
function prerequisitesOnRecord(catalog: CatalogDefinition, id: string): readonly string[] {
  const on = (each: string) => {
    const permission = catalog.permissions[each];
    return permission?.kind === 'right' ? permission.on : undefined;
  };
  const direct = (catalog.permissions[id]?.requires ?? []).filter((other) => on(other) === on(id));
  return direct.flatMap((other) => [other, ...prerequisitesOnRecord(catalog, other)]);
}

/** The ids that any grant names in a dimension, and one that none does. */
const mentioned = (subject: Subject, grants: readonly Grant[]) => (dimension: string) => {
  const named = grants.flatMap(({ scope }) => {
    if (scope === undefined || scope === 'all') return [];
    return [scope.in, scope.within].flatMap((table) => {
      const reach = new Map(Object.entries(table ?? {})).get(dimension);
      return reach === 'any' ? [] : namedIds(subject, dimension, reach);
    });
  });
  return [...new Set([fresh, ...named])];
};

/** Every smallest list of traits with which a record is in this scope. */
function traits(subject: Subject, scope: Scope, ids: (dimension: string) => readonly string[]): readonly Trait[][] {
  if (scope === 'all' || (scope.all && scope.within === undefined)) return [[]];
  const inDimension = ([dimension, reach]: readonly [string, Reach | undefined]): Trait[][] => {
    const named = reach === 'any' ? ids(dimension) : namedIds(subject, dimension, reach);
    return named.filter((id) => idsIn(id).length > 0).map((id) => [{ dimension, id }]);
  };
  const own: Trait[][] = [['owner'], ...inDimension(['extension', subject.extensions])];
  const some = [
    ...(scope.all ? [[]] : []),
    ...(scope.own ? own : []),
    ...Object.entries(scope.in ?? {}).flatMap(inDimension),
  ];
  return product([some, ...Object.entries(scope.within ?? {}).map(inDimension)]).map((lists) => lists.flat());
}

function factsFrom(list: readonly Trait[], subject: Subject): Facts {
  const dimensions = new Map<string, string[]>();
  for (const trait of list) {
    if (trait === 'owner') continue;
    dimensions.set(trait.dimension, [...(dimensions.get(trait.dimension) ?? []), trait.id]);
  }
  return { owner: list.includes('owner') ? [subject.id] : [], consents: [], dimensions, unread: new Set() };
}

function product<T>(choices: readonly (readonly T[])[]): readonly T[][] {
  return choices.reduce<T[][]>((made, choice) => made.flatMap((row) => choice.map((item) => [...row, item])), [[]]);
}
