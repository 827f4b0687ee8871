// An organisation whose catalog names a right for each operation, with one person for each right.
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { CatalogInput, DelegationDefinition } from '../../src/model/catalog.js';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { authenticate, memberWith } from './desk.js';

const delegation: DelegationDefinition = {
  resource: 'member',
  view: 'team.see',
  manage: 'team.manage',
  assignRole: 'team.assign',
  editRole: 'team.edit',
  createRole: 'team.make',
  extensions: 'team.phones',
  memberships: { queue: 'team.place', group: 'team.teach' },
  licenses: 'team.order',
  audit: 'team.read',
  signOut: 'team.kick',
};

/** The rights that are asked about members. */
const scoped = ['see', 'manage', 'assign', 'phones', 'place', 'teach', 'order', 'read', 'kick'] as const;

const definition: CatalogInput = {
  id: 'delegated',
  dimensions: { extension: {}, queue: {}, group: {} },
  resources: {
    member: {
      owner: 'id',
      dimensions: { extension: 'extensions', queue: 'memberships.queue', group: 'memberships.group' },
    },
  },
  permissions: {
    ...Object.fromEntries(scoped.map((right) => [`team.${right}`, { kind: 'right', on: 'member' } as const])),
    'team.edit': { kind: 'right' },
    'team.make': { kind: 'right' },
    'log.read': { kind: 'right' },
    'sms.send': { kind: 'right' },
  },
  roles: {
    owner: { unrestricted: true, mustBeHeld: true },
    boss: { manages: ['agent', 'senior'] },
    agent: {},
    senior: {},
  },
  packages: { none: { grants: [] } },
  licenses: { fax: {} },
  plans: { pro: {} },
  delegation,
};

/** The catalog; with other rights for some operations where they are given. */
export const delegated = (rules: Partial<DelegationDefinition> = {}) =>
  checkCatalog({ ...definition, delegation: { ...delegation, ...rules } });

/** A boss in sales who holds these rights: everywhere, or where a scope is given. */
export const bossWith = (id: string, rights: readonly string[], scope: 'all' | object = 'all') =>
  memberWith({
    id,
    roles: ['boss'],
    memberships: { group: ['sales'] },
    overrides: rights.map((permission) => ({
      permission,
      effect: 'allow',
      ...(scoped.some((right) => permission === `team.${right}`) && { scope }),
    })),
  });

export const ann = memberWith({ id: 'ann', roles: ['agent'], extensions: ['201'], memberships: { group: ['sales'] } });
export const bob = memberWith({
  id: 'bob',
  roles: ['agent'],
  extensions: ['202'],
  memberships: { group: ['support'] },
});
export const olga = memberWith({ id: 'olga', roles: ['owner'] });

/** The API over these people and those that every test has: Ann in sales, Bob in support, Olga who owns everything. */
export function delegatedApi(
  people: readonly ReturnType<typeof bossWith>[],
  { rules, ...options }: Partial<PermissionApiOptions> & { readonly rules?: Partial<DelegationDefinition> } = {},
) {
  const store = memoryStore({ tenant: 'acme', members: [olga, ann, bob, ...people] });
  return createPermissionApi({ store, catalog: delegated(rules), authenticate, ...options });
}
