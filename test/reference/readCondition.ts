import type { ResourceDefinition } from '../../src/model/catalog.js';
import type { Condition } from '../../src/model/condition.js';
import { factsOf, idsOn } from './facts.js';

/** Whether a portable condition holds for a record, read word by word as its definition says. */
export function readCondition(condition: Condition, resource: ResourceDefinition, record: object): boolean {
  if (typeof condition === 'boolean') return condition;
  if ('every' in condition) return condition.every.every((each) => readCondition(each, resource, record));
  if ('some' in condition) return condition.some.some((each) => readCondition(each, resource, record));
  if ('not' in condition) return !readCondition(condition.not, resource, record);
  const ids = idsAt(condition.key, resource, record);
  return 'in' in condition ? ids.some((id) => condition.in.includes(id)) : ids.length > 0;
}

function idsAt(key: string, resource: ResourceDefinition, record: object): readonly string[] {
  const facts = factsOf(resource, record);
  if (key === 'owner') return facts.owner;
  return key === 'consents' ? (facts.consents ?? []) : idsOn(facts, key);
}
