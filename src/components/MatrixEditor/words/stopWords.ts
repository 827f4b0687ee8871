import type { Catalog } from '../../../model/catalog.js';
import type { Missing } from '../../../model/decision.js';
import type { Stop } from '../../../matrix/describeCell.js';
import { labelOf } from '../../../model/labelOf.js';
import { momentWords } from './timeWords.js';

/** The reason why a permission does not take effect, and for whom, as a sentence. */
export function stopSentence(catalog: Catalog, stop: Stop): string {
  const why = stopWords(catalog, stop);
  if (!stop.holders) return `Does not take effect: ${why}.`;
  const { lacking, of } = stop.holders;
  if (of === 0) return `Nobody holds the role yet. What its holders will need: ${gateWords(catalog, stop)}.`;
  const whom =
    lacking === of ? (of === 1 ? 'its one holder' : `any of its ${of} holders`) : `${lacking} of its ${of} holders`;
  return `Does not take effect for ${whom}: ${why}.`;
}

/** Whether nobody at all has it, rather than some of a role's holders. */
export function isStopped({ holders }: Stop): boolean {
  return !holders || (holders.of > 0 && holders.lacking === holders.of);
}

/** The reason why a permission does not take effect, without a sentence around it. */
export function stopWords(catalog: Catalog, { kind, missing, at }: Stop): string {
  switch (kind) {
    case 'plan':
      return `the plan does not include it${needed(catalog, missing)}`;
    case 'license':
      return `a licence is missing${needed(catalog, missing)}`;
    case 'prerequisite':
      return `it needs another permission${needed(catalog, missing)}`;
    case 'not-grantable':
      return 'the role may not be given it';
    case 'reaches-nothing':
      return 'it reaches nothing yet';
    case 'not-yet':
      return `it begins ${momentWords(at)}`;
    case 'expired':
      return `it ended ${momentWords(at)}`;
  }
}

function gateWords(catalog: Catalog, { kind, missing }: Stop): string {
  return `${kind === 'plan' ? 'the plan' : 'the licence'} ${missing ? namesOf(catalog, missing) : ''}`;
}

const tables = {
  permission: 'permissions',
  consent: 'permissions',
  plan: 'plans',
  license: 'licenses',
  role: 'roles',
} as const;

function needed(catalog: Catalog, missing: Missing | undefined): string {
  return missing ? ` (${namesOf(catalog, missing)})` : '';
}

function namesOf(catalog: Catalog, { kind, ids }: Missing): string {
  return ids.map((id) => labelOf(catalog[tables[kind]], id)).join(' or ');
}
