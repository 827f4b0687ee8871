import type { MatrixBackend, TargetState } from '../../src/matrix/MatrixBackend.js';
import { applyEdits } from '../../src/evaluator/resolve/applyEdits.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { PermissionDefinition } from '../../src/model/catalog.js';
import type { MemberEdit } from '../../src/model/edit.js';
import type { Member } from '../../src/model/member.js';

export const memberCount = 10_000;
export const permissionCount = 100;

const permissionIds = Array.from({ length: permissionCount }, (_, i) => `area${Math.floor(i / 10)}.right${i}`);

/** A hundred rights, half of them about calls, and the right to manage members. */
export const benchCatalog = checkCatalog({
  id: 'bench',
  dimensions: { queue: { label: 'Queue' } },
  resources: {
    call: { label: 'Call', owner: 'agent', dimensions: { queue: 'queue' } },
    member: { label: 'Member', dimensions: {} },
  },
  permissions: {
    ...Object.fromEntries(
      permissionIds.map((id, i): [string, PermissionDefinition] => [
        id,
        { kind: 'right', label: `Right ${i}`, ...(i % 2 === 0 && { on: 'call' }) },
      ]),
    ),
    'members.manage': { kind: 'right', label: 'Manage members', on: 'member', assignable: false },
  },
  roles: {
    admin: { label: 'Administrator', unrestricted: true, manages: ['admin', 'agent'] },
    agent: {
      label: 'Agent',
      grants: permissionIds
        .filter((_, i) => i % 3 === 0)
        .map((permission, i) => ({ permission, ...(i % 2 === 0 && { scope: { own: true as const } }) })),
    },
  },
  delegation: { resource: 'member', manage: 'members.manage' },
});

function person(index: number): Member {
  const permission = permissionIds[(index * 7) % permissionCount] ?? '';
  return {
    id: `m${index}`,
    tenant: 'bench',
    name: `Member ${String(index).padStart(5, '0')}`,
    roles: ['agent'],
    extensions: [],
    memberships: {},
    licenses: [],
    packages: [],
    overrides: index % 2 === 0 ? [{ permission, effect: 'allow', scope: 'all' }] : [],
  };
}

export const me: Member = { ...person(-1), id: 'me', name: 'Administrator', roles: ['admin'], overrides: [] };
export const members: readonly Member[] = Array.from({ length: memberCount }, (_, i) => person(i));

/** A backend without a network: what is measured is the editor. */
export function benchBackend(): MatrixBackend {
  const states = new Map(
    members.map((member): [string, TargetState] => [`member:${member.id}`, { kind: 'member', member, revision: 1 }]),
  );
  return {
    key: 'bench',
    loadMembers: async () => ({ items: [...states.values()] }),
    loadRoles: async () => [],
    load: async (target) => states.get(target),
    save: async ({ target, edits }) => {
      const before = states.get(target);
      if (before?.kind !== 'member') return { status: 'not-saved', problem: { kind: 'gone' } };
      // The bench edits members only.
      const member = applyEdits(before.member, edits as readonly MemberEdit[]);
      const state: TargetState = { kind: 'member', member, revision: before.revision + 1 };
      states.set(target, state);
      return { status: 'saved', state };
    },
  };
}
