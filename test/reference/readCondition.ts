import type { ResourceDefinition } from '../../src/model/catalog.js';
import type { Condition } from '../../src/model/condition.js';
import { factsOf, idsOn } from './facts.js';

/**
 * Whether a portable condition holds for a record, read word by word as its definition says. What cannot be read
 * makes a condition uncertain; a record is in where it is certain that the condition holds.
 */
export function readCondition(condition: Condition, resource: ResourceDefinition, record: object): boolean {
  return certainty(condition, resource, record) === 'yes';
}

type Certainty = 'yes' | 'no' | 'perhaps';

/** Three-valued logic, as Kleene wrote it down. */
function certainty(condition: Condition, resource: ResourceDefinition, record: object): Certainty {
  if (typeof condition === 'boolean') return condition ? 'yes' : 'no';
  const each = (conditions: readonly Condition[]) => conditions.map((one) => certainty(one, resource, record));
  if ('every' in condition) {
    const answers = each(condition.every);
    return answers.includes('no') ? 'no' : answers.includes('perhaps') ? 'perhaps' : 'yes';
  }
  if ('some' in condition) {
    const answers = each(condition.some);
    return answers.includes('yes') ? 'yes' : answers.includes('perhaps') ? 'perhaps' : 'no';
  }
  if ('not' in condition) {
    const answer = certainty(condition.not, resource, record);
    return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'perhaps';
  }
  const { ids, isUnread } = valuesAt(condition.key, resource, record);
  if ('in' in condition ? ids.some((id) => condition.in.includes(id)) : ids.length > 0) return 'yes';
  return isUnread ? 'perhaps' : 'no';
}

function valuesAt(key: string, resource: ResourceDefinition, record: object) {
  const facts = factsOf(resource, record);
  const isUnread = facts.unread.has(key);
  if (key === 'owner') return { ids: facts.owner, isUnread };
  return { ids: key === 'consents' ? (facts.consents ?? []) : idsOn(facts, key), isUnread };
}
