import type { ResourceDefinition } from '../model/catalog.js';
import type { Condition } from '../model/condition.js';
import type { Reach } from '../model/scope.js';
import type { Subject } from '../model/subject.js';
import type { Clause } from './clause.js';

/** One of these; ids of the same key are put into one list, so that a check stays one look-up. */
export function some(conditions: readonly Condition[]): Condition {
  if (conditions.length < 2) return conditions[0] ?? false;
  const flat = conditions.flatMap((each) => (typeof each === 'object' && 'some' in each ? each.some : [each]));
  if (flat.includes(true)) return true;
  const lists = new Map<string, readonly string[]>();
  const rest: Condition[] = [];
  for (const each of flat) {
    if (typeof each !== 'object') continue;
    if ('in' in each) {
      const before = lists.get(each.key);
      lists.set(each.key, before ? [...before, ...each.in] : each.in);
    } else rest.push(each);
  }
  const kept = [...Array.from(lists, ([key, ids]): Condition => ({ key, in: ids })), ...rest];
  return kept.length > 1 ? { some: kept } : (kept[0] ?? false);
}

/** Every one of these. */
export function every(conditions: readonly Condition[]): Condition {
  const kept: Condition[] = [];
  for (const each of conditions) {
    if (each === false) return false;
    if (each !== true) kept.push(...('every' in each ? each.every : [each]));
  }
  return kept.length > 1 ? { every: kept } : (kept[0] ?? true);
}

/** The opposite. A record without the key does not hold what is asked, so it holds the opposite. */
export function not(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : 'not' in condition ? condition.not : { not: condition };
}

/** What a record must hold to be in a clause: laws 4 and 5, written once. */
export function conditionOf(clause: Clause, subject: Subject, resource: ResourceDefinition): Condition {
  const reached = (reaches: Clause['in']) =>
    Object.entries(reaches ?? {}).map(([key, reach]) => reachCondition(resource, key, reach));
  const base = clause.all || some([...(clause.own ? ownConditions(subject, resource) : []), ...reached(clause.in)]);
  return every([base, ...reached(clause.within)]);
}

/** A type of record that does not have a dimension has no record in it. */
function reachCondition(resource: ResourceDefinition, key: string, reach: Reach | undefined): Condition {
  if (!Object.hasOwn(resource.dimensions, key)) return false;
  if (reach === 'any') return { key, present: true };
  return Array.isArray(reach) ? oneOf(key, reach) : false;
}

/** The empty text is no id in a record, so it is none here: else a database would find it where `can` does not. */
function oneOf(key: string, ids: readonly string[]): Condition {
  const named = ids.includes('') ? ids.filter((id) => id !== '') : ids;
  return named.length > 0 ? { key, in: named } : false;
}

function ownConditions(subject: Subject, resource: ResourceDefinition): Condition[] {
  return [
    resource.owner !== undefined && oneOf('owner', [subject.id]),
    reachCondition(resource, 'extension', subject.extensions),
  ];
}
