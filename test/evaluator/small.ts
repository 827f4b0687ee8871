import { createEvaluator, type Evaluator } from '../../src/evaluator/decide/createEvaluator.js';
import type { Catalog, CatalogDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Grant, GrantSet } from '../../src/model/grant.js';
import type { Subject } from '../../src/model/subject.js';

/** A catalog with one type of record, a call, and what a test adds. */
export function smallCatalog(more: Partial<CatalogDefinition>): Catalog {
  return checkCatalog({
    id: 'small',
    dimensions: { extension: { label: 'Extension' }, queue: { label: 'Queue' }, line: { label: 'Line' } },
    resources: {
      call: {
        label: 'Call',
        owner: 'ownerId',
        consents: 'consents',
        dimensions: { extension: 'extension', queue: 'queue', line: 'line' },
      },
    },
    permissions: {
      'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
      'menu.open': { kind: 'right', label: 'Open the menu' },
    },
    roles: {},
    ...more,
  });
}

/** What a test says of a grant; the rest is an allow of the member's own. */
export type GrantPart = Partial<Grant> & { readonly permission: string };

/** A whole grant. */
export const grantOf = (part: GrantPart): Grant => ({ effect: 'allow', from: 'member', ...part });

/** Ann's grant set for the small catalog. */
export function setOf(
  grants: readonly GrantPart[],
  more: Partial<GrantSet> = {},
  ann: Partial<Subject> = {},
): GrantSet {
  return {
    format: 'hookswitch/grants@1',
    catalog: 'small',
    subject: { id: 'ann', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [], ...ann },
    revision: 1,
    issuedAt: 0,
    grants: grants.map(grantOf),
    ...more,
  };
}

/** What Ann may do by some grants. */
export function mayOf(
  catalog: Catalog,
  grants: readonly GrantPart[],
  { now = 0, ann = {}, ...more }: { readonly now?: number; readonly ann?: Partial<Subject> } & Partial<GrantSet> = {},
): Evaluator {
  return createEvaluator(catalog, setOf(grants, more, ann), { now });
}
