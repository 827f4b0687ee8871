// The largest edit and the largest roles that the limits let through, beside usual ones. A time is the least of several
// runs; ratios have a wide margin, since the machine does other work as well.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Override } from '../../src/model/member.js';
import { defaultLimits } from '../../src/server/http/ApiLimits.js';
import { bytesOf } from '../../src/server/store/bytesOf.js';
import { createPermissionApi, type PermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { RoleChange } from '../../src/model/role.js';
import { acme, authenticate, catalog, memberWith, requestAs } from './desk.js';
import { unlimited } from './unlimited.js';

const limits = unlimited;
const idsUpTo = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** A scope with so many ids in all, half of them in `in` and half in `within`. */
const wideScope = (ids: number, prefix = '') => ({
  in: { queue: idsUpTo(ids / 4, `${prefix}q`), group: idsUpTo(ids / 4, `${prefix}g`) },
  within: { queue: idsUpTo(ids / 4, `${prefix}q`), extension: idsUpTo(ids / 4, `${prefix}e`) },
});

/** A member with so many ids in each of its scopes: an allow and a deny of the same, and what it requires. */
const memberOf = (ids: number) => {
  const overrides: Override[] = [
    { permission: 'calls.view', effect: 'allow', scope: wideScope(ids) },
    { permission: 'calls.view', effect: 'deny', scope: wideScope(ids) },
    { permission: 'recordings.play', effect: 'allow', scope: wideScope(ids) },
  ];
  return memberWith({
    id: 'wide',
    roles: ['agent'],
    memberships: { group: ['sales'], queue: idsUpTo(ids / 2, 'q') },
    extensions: idsUpTo(ids / 2, 'e'),
    overrides,
  });
};

/** So many bytes of roles, in roles of so many bytes each. */
const rolesOf = (bytes: number, each: number): RoleChange[] => {
  const grant = (i: number, j: number) => ({ permission: 'calls.view', scope: { in: { queue: [`queue-${i}-${j}`] } } });
  const perRole = Math.floor((each - 200) / bytesOf(grant(10, 1_000)));
  const role = (i: number): RoleChange => ({
    id: `made-${i}`,
    label: `Made ${i}`,
    copyOf: 'agent',
    grants: { 'calls.view': Array.from({ length: perRole }, (_, j) => grant(i, j)) },
  });
  return Array.from({ length: Math.floor(bytes / each) }, (_, i) => role(i));
};

const leastTime = async (runs: number, work: () => Promise<unknown>): Promise<number> => {
  let least = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
};

const apiFor = (ids: number, roles: readonly RoleChange[] = []): PermissionApi => {
  const store = memoryStore({ ...acme, members: [...acme.members, memberOf(ids)], roles });
  return createPermissionApi({ store, catalog, authenticate, limits });
};

const send = async (api: PermissionApi, path: string, operations: readonly object[]) => {
  const headers = { 'content-type': 'application/json', 'if-match': '*' };
  const response = await api(
    requestAs('olga', path, { method: 'PATCH', headers, body: JSON.stringify({ operations }) }),
  );
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
};
const read = async (api: PermissionApi, who: string, path: string) => {
  const response = await api(requestAs(who, path));
  expect(response.status).toBe(200);
  return response.text();
};

const most = defaultLimits.idsPerScope;

describe('the largest member that the limits let through', () => {
  const edits: readonly [string, readonly object[]][] = [
    ['a review', [{ op: 'review' }]],
    ['another role', [{ op: 'add-role', role: 'senior' }, { op: 'remove-role', role: 'senior' }, { op: 'review' }]],
    [
      'as many operations as one edit may have',
      Array.from({ length: 100 }, () => ({ op: 'set', permission: 'sms.send' })),
    ],
  ];

  beforeAll(async () => {
    // What the first edit compiles is not counted.
    const api = apiFor(16);
    for (const [, operations] of edits) await leastTime(20, () => send(api, '/members/wide', operations));
  });

  test.each(edits)('is edited in time that grows hardly faster than its ids: %s', async (_, operations) => {
    const [part, whole] = [apiFor(most / 4), apiFor(most)];
    const some = await leastTime(7, () => send(part, '/members/wide', operations));
    const all = await leastTime(7, () => send(whole, '/members/wide', operations));
    // Four times the ids; n log n is five times the work, n² sixteen times.
    expect(all / some).toBeLessThan(10);
  });

  test('is edited within a bound of what a usual one takes', async () => {
    const [usual, largest] = [apiFor(8), apiFor(most)];
    const review = [{ op: 'review' }];
    const [one, other] = [
      await leastTime(20, () => send(usual, '/members/wide', review)),
      await leastTime(7, () => send(largest, '/members/wide', review)),
    ];
    expect(other / one).toBeLessThan(60);
  });

  test('is read within a bound of what a usual one takes', async () => {
    const [usual, largest] = [apiFor(8), apiFor(most)];
    for (const path of ['/me/grants', '/directory/queue']) {
      const one = await leastTime(30, () => read(usual, 'wide', path));
      const other = await leastTime(10, () => read(largest, 'wide', path));
      expect([path, other / one < 60]).toEqual([path, true]);
    }
  });
});

describe('what belongs to other people', () => {
  /** So many people, each of whom has one of the ids that are asked for among ninety of its own. */
  const apiOf = (people: number): PermissionApi => {
    const owners = Array.from({ length: people }, (_, i) =>
      memberWith({ id: `m${i}`, roles: ['agent'], extensions: [...idsUpTo(90, `m${i}-`), `t${i}`] }),
    );
    return createPermissionApi({
      store: memoryStore({ ...acme, members: [...acme.members, ...owners] }),
      catalog,
      authenticate,
      limits,
    });
  };
  const take = async (api: PermissionApi, count: number) => {
    const init = {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ operations: [{ op: 'set-extensions', ids: idsUpTo(count, 't') }] }),
    };
    expect((await api(requestAs('olga', '/members/sam', init))).status).toBe(409);
  };

  test('is refused in time that grows hardly faster than the ids and their owners', async () => {
    const [few, many] = [apiOf(most / 10), apiOf(most)];
    await leastTime(20, () => take(few, most / 10));
    const some = await leastTime(7, () => take(few, most / 10));
    const all = await leastTime(5, () => take(many, most));
    // Ten times the ids of ten times the owners.
    expect(all / some).toBeLessThan(25);
  });
});

describe('as many and as large roles as the limits let through', () => {
  const roles = rolesOf(defaultLimits.rolesBytes, defaultLimits.roleBytes);
  const many = rolesOf(defaultLimits.rolesBytes, defaultLimits.rolesBytes / defaultLimits.roles);

  test('are what is measured', () => {
    for (const each of [roles, many]) {
      expect(bytesOf(each)).toBeGreaterThan(defaultLimits.rolesBytes * 0.8);
      expect(each.length).toBeLessThanOrEqual(defaultLimits.roles);
      for (const role of each) expect(bytesOf(role)).toBeLessThanOrEqual(defaultLimits.roleBytes);
    }
  });

  test.each([
    ['large', roles],
    ['many', many],
  ])('make the work of whoever holds none of them no larger: %s', async (_, all) => {
    const [none, full] = [apiFor(8), apiFor(8, all)];
    for (const [who, path] of [
      ['sam', '/me/grants'],
      ['mia', '/members'],
      ['mia', '/directory/queue'],
    ] as const) {
      const alone = await leastTime(40, () => read(none, who, path));
      const beside = await leastTime(40, () => read(full, who, path));
      expect([path, beside / alone < 3]).toEqual([path, true]);
    }
  });

  test.each([
    ['large', roles],
    ['many', many],
  ])('are edited within a bound of what a usual one takes: %s', async (_, all) => {
    const small = rolesOf(4_000, 1_000);
    const renames = async (stored: readonly RoleChange[], runs: number) => {
      const api = apiFor(8, stored);
      let turn = 0;
      return leastTime(runs, () => send(api, '/roles/made-0', [{ op: 'rename', label: `Turn ${turn++}` }]));
    };
    await renames(small, 20);
    const [usual, largest] = [await renames(small, 20), await renames(all, 7)];
    // A thousandth of the bytes; each byte of all roles is counted at each edit, and those of one role are checked.
    expect(largest / usual).toBeLessThan(150);
  });

  test('leave an edit of a member within a bound of what it takes without them', async () => {
    const [none, full] = [apiFor(8), apiFor(8, roles)];
    const edit = [{ op: 'review' }];
    const alone = await leastTime(20, () => send(none, '/members/wide', edit));
    const beside = await leastTime(20, () => send(full, '/members/wide', edit));
    expect(beside / alone).toBeLessThan(20);
  });
});
