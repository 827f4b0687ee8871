import type { Catalog } from '../../model/catalog.js';
import type { Decision, Missing } from '../../model/decision.js';
import { attempt } from '../../base/attempt.js';
import type { Words } from '../store/words.js';

/**
 * Why something is not allowed, in words for the person who wants it; empty for what is allowed, and nothing else.
 * A value that is no decision is explained as unreadable.
 */
export function explainDecision(decision: Decision, words: Words, catalog?: Catalog): string {
  return attempt(() => wordsFor(decision, words, catalog)) ?? words['unreadable-record'];
}

function wordsFor(decision: Decision, words: Words, catalog?: Catalog): string | undefined {
  switch (decision.status) {
    case 'allowed':
      return '';
    case 'pending':
      return words.pending;
    case 'unknown':
      return words[decision.cause];
    case 'denied': {
      const { reason, missing } = decision;
      return missing && words[reason]
        ? `${words[reason]} ${words.needs.replace('{names}', () => namesOf(missing, catalog))}`
        : words[reason];
    }
  }
}

const tables = {
  permission: 'permissions',
  consent: 'permissions',
  plan: 'plans',
  license: 'licenses',
  role: 'roles',
} as const;

function namesOf({ kind, ids }: Missing, catalog: Catalog | undefined): string {
  const table = catalog?.[tables[kind]] ?? {};
  return ids.map((id) => (Object.hasOwn(table, id) && table[id]?.label) || id).join(' / ');
}
