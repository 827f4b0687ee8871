import {
  checkCatalog,
  createDelegation,
  type Member,
  type PermissionDefinition,
  resolveGrants,
  type RoleDefinition,
} from 'hookswitch/core';
import { type Contestant, race, type Timing } from './race.js';

const label = 'x';

/** A catalog of so many permissions, of which every tenth umbrella opens nine others. */
function organisation(size: number) {
  const permissions = Object.fromEntries(
    Array.from({ length: size }, (_, i): [string, PermissionDefinition] => [
      `area.p${i}`,
      {
        kind: 'right',
        label,
        on: 'call',
        ...(i % 10 === 0 && {
          implies: Array.from({ length: 9 }, (__, j) => `area.p${i + j + 1}`).filter((_id, j) => i + j + 1 < size),
        }),
      },
    ]),
  );
  const grants = Object.keys(permissions).map((permission) => ({ permission, scope: { own: true } as const }));
  const catalog = checkCatalog({
    id: 'desk',
    dimensions: { queue: { label } },
    resources: {
      call: { label, owner: 'userId', dimensions: { queue: 'queue' } },
      user: { label, owner: 'id', dimensions: {} },
    },
    permissions: {
      ...permissions,
      'team.manage': { kind: 'right', label, on: 'user' },
      'team.roles': { kind: 'right', label },
    },
    roles: {
      owner: { label, unrestricted: true },
      agent: { label, grants },
      // Holds a part of everything.
      chief: {
        label,
        manages: ['agent'],
        grants: [
          ...Object.keys(permissions).map((permission) => ({
            permission,
            scope: { own: true as const, in: { queue: ['q1'] } },
          })),
          { permission: 'team.manage', scope: 'all' },
        ],
      },
    },
    delegation: { resource: 'user', manage: 'team.manage', editRole: 'team.roles' },
  });
  return { catalog, ids: Object.keys(permissions), grants };
}

const person = (id: string, roles: readonly string[], rest: Partial<Member> = {}): Member => ({
  id,
  tenant: 'acme',
  roles,
  extensions: [],
  memberships: {},
  licenses: [],
  packages: [],
  overrides: [],
  ...rest,
});

const allow = { effect: 'allow', scope: 'all' } as const;
const part = { effect: 'allow', scope: { in: { queue: ['q1'] } } } as const;

/** Questions of a matrix about one permission of one member, and about a role; each by the size of the catalog. */
export function delegate(): readonly Timing[] {
  const contestants = [150, 1_455, 5_000].flatMap((size): Contestant[] => {
    const { catalog, ids, grants } = organisation(size);
    const delegation = createDelegation(catalog, resolveGrants(catalog, person('olga', ['owner'])), { now: 0 });
    const byPart = createDelegation(catalog, resolveGrants(catalog, person('carl', ['chief'])), { now: 0 });
    const overrides = ids.map((permission) => ({ permission, ...allow }));
    const [agent, boss] = [person('ann', ['agent']), person('bob', ['owner'])];
    const newcomer = person('dora', []);
    const settled = person('cleo', ['agent'], { overrides });
    const queues = Array.from({ length: size }, (_, i) => `q${i}`);
    const setting = (target: Member, next: Parameters<typeof delegation.canSet>[2]) => (i: number) =>
      delegation.canSet(target, ids[i % ids.length] ?? '', next);
    const role: RoleDefinition = { label, grants };
    const next: RoleDefinition = { label, grants: [...grants.slice(1), { permission: 'area.p0', scope: 'all' }] };
    const contestant = (name: string, ops: number, ask: (i: number) => { readonly status: string }): Contestant => ({
      name: `${name}, ${size} permissions`,
      ops,
      run: (times) => {
        let allowed = 0;
        for (let i = 0; i < times; i += 1) if (ask(i).status === 'allowed') allowed += 1;
        return allowed;
      },
    });
    return [
      contestant('canSet', 200, setting(agent, allow)),
      contestant('canSet, of a role without limit', 200, setting(boss, allow)),
      contestant('canSet, with an override of each permission', 200, setting(settled, 'inherit')),
      contestant(`canSet of ${size} ids`, 20, setting(agent, { effect: 'allow', scope: { in: { queue: queues } } })),
      contestant('canAssignRole', 20, () => delegation.canAssignRole(agent, 'owner')),
      contestant('canSet, by who holds a part', 200, (i) => byPart.canSet(agent, ids[i % ids.length] ?? '', part)),
      contestant('canAssignRole, by who holds a part', 5, () => byPart.canAssignRole(newcomer, 'agent')),
      contestant('canChangeRole', 20, () => delegation.canChangeRole('agent', role, next)),
    ];
  });
  return race('delegation', contestants);
}
