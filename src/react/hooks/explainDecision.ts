import type { Catalog } from '../../model/catalog.js';
import type { Decision, Missing } from '../../model/decision.js';
import { attempt } from '../../base/attempt.js';
import type { Messages } from '../store/messages.js';

/**
 * Why something is not allowed, in words for the person who wants it; empty for what is allowed, and nothing else.
 * What is no decision at all is explained as unreadable.
 */
export function explainDecision(decision: Decision, messages: Messages, catalog?: Catalog): string {
  return attempt(() => wordsFor(decision, messages, catalog)) ?? messages['unreadable-record'];
}

function wordsFor(decision: Decision, messages: Messages, catalog?: Catalog): string | undefined {
  switch (decision.status) {
    case 'allowed':
      return '';
    case 'pending':
      return messages.pending;
    case 'unknown':
      return messages[decision.cause];
    case 'denied': {
      const { reason, missing } = decision;
      return missing && messages[reason]
        ? `${messages[reason]} ${messages.needs.replace('{names}', () => namesOf(missing, catalog))}`
        : messages[reason];
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
