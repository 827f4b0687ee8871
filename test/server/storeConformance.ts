// What every store promises, as tests. Each opens tenants of its own, so that one database serves them all.
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { compile, matches } from '../../src/evaluator/decide/predicate.js';
import type { Condition } from '../../src/model/condition.js';
import type { Member } from '../../src/model/member.js';
import { seedTenant } from '../../src/server/store/seedTenant.js';
import type { Cursor, KeptEdit, MemberQuery, Store, StoreEvent, TenantData } from '../../src/server/store/Store.js';
import type { AuditEntry } from '../../src/model/audit.js';
import { acme, catalog, memberWith, sam } from './desk.js';

/** A name that no other test uses. */
export const freshTenant = () => `t-${crypto.randomUUID()}`;

const inTenant = (tenant: string, member: Member): Member => ({ ...member, tenant });

const dataFor = (tenant: string, more: readonly Member[] = []): TenantData => ({
  ...acme,
  tenant,
  members: [...acme.members, ...more].map((member) => inTenant(tenant, member)),
});

const entryAt = (revision: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  revision,
  at: 1_000 + revision,
  actor: 'olga',
  target: { kind: 'member', id: 'sam' },
  operations: [{ op: 'review', at: 5 }],
  changes: [{ path: 'reviewedAt', to: 5 }],
  ...more,
});

const keptAt = (revision: number, more: Partial<KeptEdit> = {}): KeptEdit => ({
  actor: 'olga',
  key: 'key',
  request: 'r',
  at: 1,
  revision,
  ...more,
});

const keepAll = { since: 0, mostPerActor: 1_000 };

/** Defines the tests for one kind of store, in the `describe` that it is called in. */
export const storeConformance = (open: () => Promise<Store>): void => {
  describe('as every store', () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });

    const seeded = async (more?: readonly Member[]) => {
      const tenant = freshTenant();
      await seedTenant(store, dataFor(tenant, more));
      return { tenant, reader: store.tenant(tenant) };
    };
    /** What is heard of a tenant from its second revision on. */
    const eventsOf = (tenant: string) => {
      const heard: StoreEvent[] = [];
      const isWanted = (event: StoreEvent) => event.type !== 'gap' && event.tenant === tenant && event.revision > 1;
      onTestFinished(store.listen((event) => void (isWanted(event) && heard.push(event))));
      return heard;
    };
    const idsOf = (items: readonly { readonly member: Member }[]) => items.map(({ member }) => member.id);

    test('reads a member as it was saved, letter by letter', async () => {
      const odd = memberWith({
        id: 'o\'; drop table "members" --',
        name: 'Ünï ✆ \u{1F4DE} "x" \\ %_',
        roles: ['agent', '__proto__'],
        memberships: { ['__proto__']: ['a'], constructor: ['b'], group: [] },
        overrides: [{ permission: 'calls.view', effect: 'allow', scope: { within: { line: ['direct'] }, own: true } }],
        reviewedAt: 0,
        plan: 'pro',
      });
      const { tenant, reader } = await seeded([odd]);
      const { member } = await reader.subject(odd.id);
      expect(JSON.stringify(member?.member)).toBe(JSON.stringify(inTenant(tenant, odd)));
    });

    test('counts every edit, and stamps what it changed with it', async () => {
      const { tenant, reader } = await seeded();
      const revisions = [];
      for (const id of ['sam', 'sue']) {
        revisions.push(
          await store.edit(tenant, async (edit) => {
            await edit.saveMember(inTenant(tenant, memberWith({ id, roles: [] })));
            return edit.revision;
          }),
        );
      }
      await store.edit(tenant, (edit) => edit.saveRole({ id: 'agent', grants: {} }));
      expect(revisions).toEqual([2, 3]);
      expect((await reader.subject('sam')).member?.revision).toBe(2);
      expect((await reader.subject('sue')).roles).toEqual([{ role: { id: 'agent', grants: {} }, revision: 4 }]);
      expect((await reader.subject('mia')).member?.revision).toBe(1);
    });

    test('an edit that saves nothing uses up no revision', async () => {
      const { tenant } = await seeded();
      await store.edit(tenant, async () => {});
      expect(await store.edit(tenant, async (edit) => edit.revision)).toBe(2);
      expect(await store.tenant(tenant).lastRevision()).toBe(1);
      await store.edit(tenant, (edit) => edit.removeMember('sam'));
      expect(await store.tenant(tenant).lastRevision()).toBe(2);
    });

    test('an edit that fails leaves nothing behind, and tells nobody', async () => {
      const { tenant, reader } = await seeded();
      const heard = eventsOf(tenant);
      const failing = store.edit(tenant, async (edit) => {
        await edit.saveMember(inTenant(tenant, { ...sam, roles: ['owner'] }));
        await edit.removeMember('sue');
        await edit.saveRole({ id: 'agent', grants: {} });
        await edit.saveDirectory('queue', []);
        await edit.appendAudit(entryAt(edit.revision));
        await edit.keepEdit(keptAt(edit.revision), keepAll);
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      const after = await reader.subject('sam');
      expect([after.member?.member.roles, after.roles, (await reader.subject('sue')).member?.revision]).toEqual([
        ['agent'],
        [],
        1,
      ]);
      expect((await reader.directory('queue', { limit: 9 })).items).toHaveLength(3);
      expect(await reader.audit({ limit: 9 })).toEqual([]);
      expect(await store.edit(tenant, (edit) => edit.keptEdit('olga', 'key'))).toBeUndefined();
      // A later edit is heard of, so whatever the failed one had told would have been heard before it.
      await store.edit(tenant, (edit) => edit.removeMember('max'));
      await expect.poll(() => heard).toEqual([{ type: 'member', tenant, id: 'max', revision: 2 }]);
    });

    test('an edit sees what it saved, and nobody else does before its end', async () => {
      const { tenant, reader } = await seeded();
      await store.edit(tenant, async (edit) => {
        await edit.saveMember(inTenant(tenant, { ...sam, roles: ['senior'] }));
        expect((await edit.subject('sam')).member?.member.roles).toEqual(['senior']);
        expect(await edit.holders('senior')).toBe(2);
      });
      expect(await reader.holders('senior')).toBe(2);
    });

    test('edits of one tenant run one after the other, whoever makes them', async () => {
      const { tenant, reader } = await seeded();
      const add = (i: number) =>
        store.edit(tenant, async (edit) => {
          const { member } = await edit.subject('sam');
          const extensions = [...(member?.member.extensions ?? []), String(i)];
          await edit.saveMember(inTenant(tenant, { ...sam, extensions }));
          return edit.revision;
        });
      const revisions = await Promise.all(Array.from({ length: 20 }, (_, i) => add(i)));
      expect(new Set(revisions).size).toBe(20);
      expect((await reader.subject('sam')).member?.member.extensions).toHaveLength(21);
    });

    test('listeners hear of what was saved, in the order of revisions, once', async () => {
      const { tenant } = await seeded();
      const heard = eventsOf(tenant);
      await store.edit(tenant, (edit) => edit.saveMember(inTenant(tenant, sam)));
      await store.edit(tenant, async (edit) => {
        await edit.saveRole({ id: 'agent', grants: {} });
        await edit.removeMember('ann');
      });
      await store.edit(tenant, (edit) => edit.removeRole('agent'));
      await expect
        .poll(() => heard)
        .toEqual([
          { type: 'member', tenant, id: 'sam', revision: 2 },
          { type: 'role', tenant, id: 'agent', revision: 3 },
          { type: 'member', tenant, id: 'ann', revision: 3 },
          { type: 'role', tenant, id: 'agent', revision: 4 },
        ]);
    });

    test('a listener that left hears nothing more', async () => {
      const { tenant } = await seeded();
      const heard: StoreEvent[] = [];
      const leave = store.listen((event) => heard.push(event));
      leave();
      const others = eventsOf(tenant);
      await store.edit(tenant, (edit) => edit.removeMember('sam'));
      await expect.poll(() => others).toHaveLength(1);
      expect(heard).toEqual([]);
    });

    test('nothing of one tenant is in an answer about another', async () => {
      const [a, b] = [await seeded(), await seeded([memberWith({ id: 'only-b', roles: ['agent'] })])];
      await store.edit(b.tenant, async (edit) => {
        await edit.saveRole({ id: 'b-role', label: 'B', grants: {} });
        await edit.appendAudit(entryAt(edit.revision));
        await edit.keepEdit(keptAt(edit.revision), keepAll);
        await edit.saveDirectory('queue', [{ id: 'b-queue', label: 'B' }]);
      });
      expect((await a.reader.subject('only-b')).member).toBeUndefined();
      expect((await a.reader.subject('sam')).roles).toEqual([]);
      expect(idsOf((await a.reader.members({ limit: 99 })).items)).not.toContain('only-b');
      expect(await a.reader.membersById(['only-b', 'sam'])).toHaveLength(1);
      expect(await a.reader.holders('agent')).toBe(2);
      expect(await a.reader.audit({ limit: 9 })).toEqual([]);
      expect((await a.reader.directory('queue', { limit: 9 })).items).toHaveLength(3);
      expect(await store.edit(a.tenant, (edit) => edit.keptEdit('olga', 'key'))).toBeUndefined();
    });

    test('a tenant that nobody knows is empty', async () => {
      const reader = store.tenant(freshTenant());
      expect(await reader.subject('sam')).toEqual({ member: undefined, roles: [] });
      expect(await reader.members({ limit: 9 })).toEqual({ items: [] });
      expect(await reader.membersById([])).toEqual([]);
      expect(await reader.lastRevision()).toBe(0);
    });

    describe('members', () => {
      const crowd = Array.from({ length: 41 }, (_, i) =>
        memberWith({
          id: `m${i}`,
          name: ['Zoë', 'Émile', 'adam', '_x', '100%', "O'Hara", '李'][i % 7] ?? '',
          roles: [['agent', 'senior'][i % 2] ?? ''],
          extensions: [`9${i}`],
          memberships: { group: [['sales', 'support', 'night'][i % 3] ?? ''] },
        }),
      );
      // Nothing here changes it, so one crowd serves all.
      let tenant = '';
      beforeAll(async () => {
        ({ tenant } = await seeded(crowd));
      });
      const walk = async (query: Omit<MemberQuery, 'limit' | 'after'>, limit = 6) => {
        const seen: string[] = [];
        let after: Cursor | undefined;
        do {
          const { items, next } = await store.tenant(tenant).members({ ...query, limit, ...(after && { after }) });
          expect(items.length).toBeLessThanOrEqual(limit);
          seen.push(...idsOf(items));
          after = next;
        } while (after);
        return seen;
      };

      test('come in the order of names, without case and accents, and pages are the whole', async () => {
        const whole = await walk({}, 200);
        expect(await walk({})).toEqual(whole);
        expect(whole).toHaveLength(47);
        const names = (await store.tenant(tenant).members({ limit: 200 })).items.map(({ member }) => member.name);
        expect([...new Set(names)]).toEqual([
          '100%',
          '_x',
          'adam',
          'Ann',
          'Émile',
          'Max',
          'Mia',
          "O'Hara",
          'Olga',
          'Sám',
          'Sue',
          'Zoë',
          '李',
        ]);
      });

      test('are searched by name, id and extension, as text and never as a pattern', async () => {
        const found = async (search: string) => (await walk({ search })).length;
        expect(await found('EMILE')).toBe(6);
        expect(await found('%')).toBe(6);
        expect(await found('_')).toBe(6);
        expect(await found("'")).toBe(6);
        expect(await found('李')).toBe(5);
        expect(await found('m40')).toBe(1);
        expect(await found('940')).toBe(1);
        expect(await found('\\')).toBe(0);
      });

      test('are filtered by role', async () => {
        expect(await walk({ role: 'senior' })).toHaveLength(21);
        expect(await store.tenant(tenant).holders('senior')).toBe(21);
        expect(await walk({ role: 'agent', search: 'adam' })).toHaveLength(3);
      });

      test.each<Condition>([
        true,
        false,
        { key: 'group', in: ['sales'] },
        { key: 'group', in: ['sales', 'night'] },
        { key: 'extension', in: ['940', '102'] },
        { key: 'owner', in: ['m3', 'sam'] },
        { key: 'group', present: true },
        { key: 'queue', present: true },
        { not: { key: 'group', in: ['sales'] } },
        { every: [{ key: 'group', in: ['sales'] }, { not: { key: 'owner', in: ['m3'] } }] },
        {
          some: [
            { key: 'group', in: ['sales'] },
            { key: 'owner', in: ['m1'] },
          ],
        },
        { key: 'line', in: ['direct'] },
        { not: { key: 'line', present: true } },
      ])('that a condition holds for are the same as in memory, and oneself: %j', async (condition) => {
        const resource = catalog.resources.member;
        const program = compile(condition, resource);
        const expected = [...acme.members, ...crowd].filter(
          (member) => member.id === 'olga' || matches(program, member),
        );
        const found = await walk({ visible: { condition, resource, self: 'olga' } });
        expect(new Set(found)).toEqual(new Set(expected.map(({ id }) => id)));
        expect(found).toHaveLength(expected.length);
      });

      test('of which a field is read by a function are all returned: whoever asks filters again', async () => {
        const resource = { label: 'Member', dimensions: { group: (member: object) => Object.keys(member) } };
        const condition: Condition = { key: 'group', in: ['sales'] };
        const found = await walk({ visible: { condition, resource, self: 'olga' } });
        expect(found).toContain('olga');
      });
    });

    describe('the directory', () => {
      test('is ordered, searched, limited to ids and without others, in pages', async () => {
        const { tenant, reader } = await seeded();
        const entries = Array.from({ length: 23 }, (_, i) => ({
          id: `q${i}`,
          label: `Queue ${i % 5} ${i === 7 ? 'É%' : ''}`,
        }));
        await store.edit(tenant, (edit) => edit.saveDirectory('queue', entries));
        const first = await reader.directory('queue', { limit: 20 });
        const rest = await reader.directory('queue', { limit: 20, ...(first.next && { after: first.next }) });
        expect([first.items.length, rest.items.length, rest.next]).toEqual([20, 3, undefined]);
        expect(new Set([...first.items, ...rest.items])).toEqual(new Set(entries));
        const ids = async (query: object) =>
          (await reader.directory('queue', { limit: 99, ...query })).items.map(({ id }) => id);
        expect(await ids({ search: 'e%' })).toEqual(['q7']);
        expect(await ids({ ids: ['q3', 'none'] })).toEqual(['q3']);
        expect(await ids({ ids: [] })).toEqual([]);
        expect(await ids({ except: ['q3'] })).toHaveLength(22);
        expect(await ids({ except: [] })).toHaveLength(23);
        expect((await reader.directory('none', { limit: 9 })).items).toEqual([]);
      });
    });

    test('finds who has an extension or belongs to something, of this tenant only, whatever the ids are', async () => {
      const odd = memberWith({
        id: 'odd',
        roles: [],
        extensions: ['900', 'x'.repeat(256), 'ü "9" {,}'],
        memberships: { queue: ['9 00', '__proto__'], group: [] },
      });
      const { reader } = await seeded([odd]);
      await seeded([odd]);
      const having = async (dimension: string, ...ids: string[]) => {
        const found = await reader.membersHaving(
          ids.map((id) => ({ dimension, id })),
          9,
        );
        return idsOf(found).sort();
      };
      expect(await having('extension', '102')).toEqual(['sam']);
      expect(await having('extension', '102', '103', '999')).toEqual(['sam', 'sue']);
      expect(await having('queue', 'inbound')).toEqual(['sam']);
      expect(await having('group', 'sales')).toEqual(['mia', 'sam', 'sue']);
      for (const id of odd.extensions) expect(await having('extension', id)).toEqual(['odd']);
      for (const id of ['9 00', '__proto__']) expect(await having('queue', id)).toEqual(['odd']);
      expect([await having('queue', '102'), await having('extension', 'sales'), await having('extension')]).toEqual([
        [],
        [],
        [],
      ]);
    });

    test('finds no more of those who have something than are wanted', async () => {
      const { reader } = await seeded();
      const found = await reader.membersHaving([{ dimension: 'group', id: 'sales' }], 2);
      expect([found.length, new Set(idsOf(found)).size]).toEqual([2, 2]);
      for (const { member } of found) expect(member.memberships['group']).toContain('sales');
    });

    test('finds nobody by what was given up, and the one who has it since', async () => {
      const { tenant, reader } = await seeded();
      const owners = async () => idsOf(await reader.membersHaving([{ dimension: 'extension', id: '102' }], 9));
      await store.edit(tenant, async (edit) => {
        await edit.saveMember(inTenant(tenant, { ...sam, extensions: [] }));
        expect(idsOf(await edit.membersHaving([{ dimension: 'extension', id: '102' }], 9))).toEqual([]);
        await edit.saveMember(inTenant(tenant, memberWith({ id: 'eve', roles: [], extensions: ['102'] })));
      });
      expect(await owners()).toEqual(['eve']);
      await store.edit(tenant, (edit) => edit.removeMember('eve'));
      expect(await owners()).toEqual([]);
    });

    describe('the audit log', () => {
      test('is read by either of the two members that an entry is about', async () => {
        const { tenant, reader } = await seeded();
        await store.edit(tenant, (edit) => edit.appendAudit(entryAt(edit.revision, { also: 'sue' })));
        await store.edit(tenant, (edit) =>
          edit.appendAudit(entryAt(edit.revision, { target: { kind: 'role', id: 'sue' } })),
        );
        const about = async (kind: 'member' | 'role', id: string) =>
          (await reader.audit({ limit: 9, target: { kind, id } })).map(({ revision }) => revision);
        expect([await about('member', 'sam'), await about('member', 'sue')]).toEqual([[2], [2]]);
        expect([await about('role', 'sue'), await about('role', 'sam'), await about('member', 'mia')]).toEqual([
          [3],
          [],
          [],
        ]);
      });

      test('is read from the newest, by actor and by target, below a revision', async () => {
        const { tenant, reader } = await seeded();
        const role = { kind: 'role', id: 'agent' } as const;
        const changes: Partial<AuditEntry>[] = [{}, { actor: 'mia' }, { target: role }, {}];
        const made: AuditEntry[] = [];
        for (const more of changes) {
          await store.edit(tenant, async (edit) => {
            const entry = entryAt(edit.revision, more);
            await edit.appendAudit(entry);
            made.unshift(entry);
          });
        }
        expect(await reader.audit({ limit: 99 })).toEqual(made);
        const revisions = async (query: object) =>
          (await reader.audit({ limit: 99, ...query })).map(({ revision }) => revision);
        expect(await revisions({ limit: 2 })).toEqual([5, 4]);
        expect(await revisions({ before: 4 })).toEqual([3, 2]);
        expect(await revisions({ actor: 'mia' })).toEqual([3]);
        expect(await revisions({ target: role })).toEqual([4]);
        expect(await revisions({ target: { kind: 'role', id: 'sam' } })).toEqual([]);
      });
    });

    describe('kept edits', () => {
      const find = (tenant: string, actor: string, key: string) =>
        store.edit(tenant, (edit) => edit.keptEdit(actor, key));
      const keep = (tenant: string, kept: KeptEdit, limits = keepAll) =>
        store.edit(tenant, (edit) => edit.keepEdit(kept, limits));

      test('are found under their actor and key, and a later one takes the place of an earlier one', async () => {
        const { tenant } = await seeded();
        await keep(tenant, keptAt(2));
        expect(await find(tenant, 'olga', 'key')).toEqual(keptAt(2));
        expect([await find(tenant, 'olga', 'other'), await find(tenant, 'mia', 'key')]).toEqual([undefined, undefined]);
        await keep(tenant, keptAt(3, { request: 'r2' }));
        expect(await find(tenant, 'olga', 'key')).toEqual(keptAt(3, { request: 'r2' }));
      });

      test('use up no revision', async () => {
        const { tenant, reader } = await seeded();
        await keep(tenant, keptAt(2));
        expect(await reader.lastRevision()).toBe(1);
      });

      test('are forgotten once they are too old, of whichever actor', async () => {
        const { tenant } = await seeded();
        await keep(tenant, keptAt(2, { at: 10 }));
        await keep(tenant, keptAt(3, { at: 20, actor: 'mia' }));
        await keep(tenant, keptAt(4, { at: 30, actor: 'max' }), { since: 20, mostPerActor: 9 });
        expect(await find(tenant, 'olga', 'key')).toBeUndefined();
        expect((await find(tenant, 'mia', 'key'))?.revision).toBe(3);
        expect((await find(tenant, 'max', 'key'))?.revision).toBe(4);
      });

      test('of one actor are as many as the limit, the newest, and those of others stay', async () => {
        const { tenant } = await seeded();
        const limits = { since: 0, mostPerActor: 3 };
        await keep(tenant, keptAt(2, { actor: 'mia' }), limits);
        for (let i = 0; i < 6; i++) await keep(tenant, keptAt(3 + i, { key: `k${i}` }), limits);
        // What was kept again is new again.
        await keep(tenant, keptAt(9, { key: 'k3' }), limits);
        await keep(tenant, keptAt(10, { key: 'k6' }), limits);
        const found = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((i) => find(tenant, 'olga', `k${i}`)));
        expect(found.flatMap((kept) => kept?.key ?? [])).toEqual(['k3', 'k5', 'k6']);
        expect((await find(tenant, 'mia', 'key'))?.revision).toBe(2);
      });
    });

    test('reads with a person the roles that it holds, all by name, or all', async () => {
      const { tenant, reader } = await seeded([
        memberWith({ id: 'tim', roles: ['trainee', 'agent', 'agent', '__proto__'] }),
      ]);
      const trainee = {
        id: 'trainee',
        label: 'Trainee',
        description: 'x',
        copyOf: 'senior',
        grants: { 'sms.send': [] },
      };
      const agent = { id: 'agent', grants: { 'sms.send': ['sms.send'] } };
      const intern = { id: 'intern', label: 'Intern', copyOf: 'agent', grants: { 'sms.send': ['sms.send'] } };
      for (const role of [trainee, agent, intern]) await store.edit(tenant, (edit) => edit.saveRole(role));
      const rolesOf = async (id: string, roles?: 'held' | 'named' | 'all') =>
        [...(await reader.subject(id, roles)).roles].sort((a, b) => a.revision - b.revision);
      const stored = [
        { role: trainee, revision: 2 },
        { role: agent, revision: 3 },
        { role: intern, revision: 4 },
      ];
      const nameOf = (at: number) => ({ ...stored[at], role: { ...stored[at]?.role, grants: {} } });
      expect(await rolesOf('tim', 'held')).toEqual(stored.slice(0, 2));
      expect(await rolesOf('tim', 'named')).toEqual([stored[0], stored[1], nameOf(2)]);
      expect(await rolesOf('tim', 'all')).toEqual(stored);
      expect(await rolesOf('tim')).toEqual(stored);
      expect([await rolesOf('nobody', 'held'), await rolesOf('olga', 'held')]).toEqual([[], []]);
      expect(await rolesOf('nobody', 'named')).toEqual([nameOf(0), nameOf(1), nameOf(2)]);
    });

    test('a tenant is filled once, also where several try at once', async () => {
      const { tenant, reader } = await seeded();
      expect(await seedTenant(store, dataFor(tenant, [memberWith({ id: 'late', roles: [] })]))).toBe(false);
      expect((await reader.subject('late')).member).toBeUndefined();
      const other = freshTenant();
      const fill = (id: string) => seedTenant(store, dataFor(other, [memberWith({ id, roles: [] })]));
      const filled = await Promise.all(['a', 'b', 'c'].map(fill));
      expect(filled.filter(Boolean)).toHaveLength(1);
      expect((await store.tenant(other).members({ limit: 99 })).items).toHaveLength(acme.members.length + 1);
      expect(await store.tenant(other).lastRevision()).toBe(1);
    });
  });
};
