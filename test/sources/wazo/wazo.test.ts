import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { SourceError } from '../../../src/sources/index.js';
import { type WazoAccesses, wazoGrants } from '../../../src/sources/wazo/index.js';
import { fixture } from '../fixture.js';

const me = 'a14dd6d6-547c-434d-bd5c-e882b5b83b54';
const session = 'f14dd6d6-547c-434d-bd5c-e882b5b83b32';

const catalog = defineCatalog({
  id: 'wazo',
  dimensions: {
    user: { label: 'User' },
    line: { label: 'Line' },
    transfer: { label: 'Transfer' },
    source: { label: 'Source' },
  },
  resources: {
    user: { label: 'User', dimensions: { user: 'uuid' } },
    line: { label: 'Line', dimensions: { user: 'user_uuid', line: 'id' } },
    transfer: { label: 'Transfer', dimensions: { transfer: 'id' } },
  },
  permissions: {
    'infos.read': { kind: 'right', label: 'Read infos' },
    'switchboards.pickUp': { kind: 'right', label: 'Pick up at a switchboard' },
    'events.follow': { kind: 'right', label: 'Follow events' },
    'users.create': { kind: 'right', label: 'Create users' },
    'users.read': { kind: 'right', label: 'Read a user', on: 'user' },
    'users.update': { kind: 'right', label: 'Change a user', on: 'user' },
    'users.delete': { kind: 'right', label: 'Delete a user', on: 'user' },
    'presences.read': { kind: 'right', label: 'See presence', on: 'user' },
    'cdr.read': { kind: 'right', label: 'Read call logs', on: 'user' },
    'forwards.update': { kind: 'right', label: 'Forward calls', on: 'user' },
    'lines.read': { kind: 'right', label: 'Read a line', on: 'line' },
    'linePresence.read': { kind: 'right', label: 'See presence of a line', on: 'line' },
    'transfers.complete': { kind: 'right', label: 'Complete a transfer', on: 'transfer' },
    'transfers.create': { kind: 'right', label: 'Transfer', on: 'transfer' },
  },
  roles: {},
});

const accesses: WazoAccesses<typeof catalog> = {
  'infos.read': 'confd.infos.read',
  'switchboards.pickUp': 'calld.switchboards.17.calls.queued.5.answer.update',
  'events.follow': 'websocketd',
  'users.create': 'confd.users.create',
  'users.read': 'confd.users.{user}.read',
  'users.update': 'confd.users.{user}.update',
  'users.delete': 'confd.users.{user}.delete',
  'presences.read': 'calld.users.{user}.presences.read',
  'cdr.read': 'call-logd.users.{user}.cdr.read',
  'forwards.update': 'confd.users.{user}.forwards.busy.update',
  'lines.read': 'confd.users.{user}.lines.{line}.read',
  'linePresence.read': 'calld.lines.{line}.presences.read',
  'transfers.complete': 'calld.transfers.{transfer}.complete.update',
  'transfers.create': 'calld.transfers.create',
};

function evaluate(token: unknown) {
  const set = parseGrantSet(JSON.parse(JSON.stringify(wazoGrants(token, { catalog, accesses }))));
  return { set, may: createEvaluator(catalog, set, { now: 0 }) };
}

const tokenWith = (acl: readonly string[]) => ({ data: { auth_id: me, session_uuid: session, xivo_uuid: 'x', acl } });

describe('the published token', () => {
  const { set, may } = evaluate(fixture('wazo/token-session'));
  const mine = { uuid: me };
  const other = { uuid: 'somebody' };

  it('is of its user, in the tenant that the server is, until it expires', () => {
    expect(set.subject).toMatchObject({
      id: me,
      tenant: '6cd695d2-cdb9-4444-8b2d-27425ab85fa8',
      memberships: { user: [me] },
    });
    expect(set.expiresAt).toBe(Date.UTC(2017, 6, 19, 21, 27, 53, 86));
    expect(createEvaluator(catalog, set, { now: set.expiresAt ?? 0 }).check('infos.read')).toMatchObject({
      cause: 'stale',
    });
  });

  it('opens what has no ids in it as its patterns say', () => {
    expect(may.can('infos.read')).toBe(true);
    expect(may.can('switchboards.pickUp')).toBe(true);
    expect(may.can('events.follow')).toBe(true);
    expect(may.check('users.create')).toMatchObject({ status: 'denied', reason: 'not-granted' });
  });

  it('opens under `me` what is of the user, and nothing of anybody else', () => {
    for (const id of ['users.read', 'users.update', 'cdr.read', 'forwards.update'] as const) {
      expect([id, may.can(id, mine), may.can(id, other)]).toEqual([id, true, false]);
    }
    expect([may.can('users.delete', mine), may.can('users.delete', other)]).toEqual([false, false]);
  });

  it('opens under a wildcard what is of anybody', () => {
    expect([may.can('presences.read', mine), may.can('presences.read', other)]).toEqual([true, true]);
    expect(may.can('linePresence.read', { id: 7 })).toBe(true);
    expect(may.can('transfers.complete', { id: 't1' })).toBe(true);
    expect(may.can('transfers.complete', {})).toBe(false);
    expect(may.canSome('transfers.create')).toBe(false);
  });

  it('asks for every id of an access with several', () => {
    expect(may.can('lines.read', { user_uuid: me, id: 3 })).toBe(true);
    expect(may.can('lines.read', { user_uuid: 'somebody', id: 3 })).toBe(false);
    expect(may.can('lines.read', { user_uuid: me })).toBe(false);
  });
});

describe('wazoGrants', () => {
  it('lets `!` win, wherever it stands', () => {
    for (const acl of [
      ['confd.#', '!confd.users.17.read'],
      ['!confd.users.17.read', 'confd.#'],
    ]) {
      const { may } = evaluate(tokenWith(acl));
      expect(may.can('users.read', { uuid: '18' })).toBe(true);
      expect(may.check('users.read', { uuid: '17' })).toMatchObject({ status: 'denied', reason: 'denied' });
    }
    const { may } = evaluate(tokenWith(['#', '!confd.users.me.update', '!confd.infos.#']));
    expect([may.can('users.update', { uuid: me }), may.can('users.update', { uuid: '7' })]).toEqual([false, true]);
    expect(may.check('infos.read')).toMatchObject({ status: 'denied', reason: 'denied' });
  });

  it('leaves a pattern over ids that nobody can list to the server, or denies everything by it', () => {
    const { may } = evaluate(tokenWith(['confd.users.12*.read', 'confd.users.*.delete', '!confd.users.12*.delete']));
    expect(may.check('users.read', { uuid: '123' })).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    expect(may.check('users.delete', { uuid: '7' })).toMatchObject({ status: 'denied' });
  });

  it('takes `edit` for `update`, in what allows and in what denies', () => {
    const allowed = evaluate(tokenWith(['confd.users.*.edit'])).may;
    expect([allowed.can('users.update', { uuid: '7' }), allowed.can('users.read', { uuid: '7' })]).toEqual([
      true,
      false,
    ]);
    const denied = evaluate(tokenWith(['confd.#', '!confd.users.7.edit'])).may;
    expect(denied.check('users.update', { uuid: '7' })).toMatchObject({ status: 'denied', reason: 'denied' });
  });

  it('denies an id with a dot where the line writes an underscore', () => {
    const { may } = evaluate(tokenWith(['confd.users.*.read', '!confd.users.15_7.read']));
    expect(['15.7', '15_7', '157'].map((uuid) => may.can('users.read', { uuid }))).toEqual([false, false, true]);
  });

  it('does not meet a literal `#` of an access with `*`', () => {
    const asked = { catalog, accesses: { 'infos.read': 'confd.#', 'users.create': 'confd.users' } } as const;
    const granted = (acl: readonly string[]) =>
      wazoGrants(tokenWith(acl), asked).grants.map(({ permission }) => permission);
    expect(granted(['confd.*'])).toEqual(['users.create']);
    expect(granted(['confd.#'])).toEqual(['infos.read', 'users.create']);
  });

  it('says which lines it cannot list the ids of, and closes by them', () => {
    const heard: string[] = [];
    const odd = { data: { auth_id: 'a(b', session_uuid: session, xivo_uuid: 'x', acl: ['#', '!confd.users.me.read'] } };
    const onUntranslated = (message: string) => heard.push(message);
    const set = wazoGrants(odd, { catalog, accesses, onUntranslated });
    expect(createEvaluator(catalog, set, { now: 0 }).can('users.read', { uuid: '7' })).toBe(false);
    wazoGrants(tokenWith(['confd.users.12*.read', 'confd.users.a_b_c_d_e_f_g.delete']), {
      catalog,
      accesses,
      onUntranslated,
    });
    expect(heard).toEqual([
      "'!confd.users.me.read' covers ids that cannot be listed, so users.read is denied everywhere.",
      "'confd.users.12*.read' covers ids that cannot be listed, so users.read is for the server to decide.",
      "'confd.users.a_b_c_d_e_f_g.delete' covers ids that cannot be listed, so users.delete is for the server to decide.",
    ]);
  });

  it('prefers the tenant of the token, then the one it is told', () => {
    const data = { auth_id: me, acl: [], metadata: { tenant_uuid: 'acme' }, xivo_uuid: 'x' };
    expect(wazoGrants({ data }, { catalog, accesses }).subject.tenant).toBe('acme');
    const old = { data: { ...data, metadata: {} } };
    expect(wazoGrants(old, { catalog, accesses }, { tenant: 'told' }).subject.tenant).toBe('told');
    expect(wazoGrants(old, { catalog, accesses }).subject.tenant).toBe('x');
  });

  it.each([
    [undefined, 'token', 'missing'],
    [{ data: null }, 'token.data', 'null'],
    [{ data: { acl: [], xivo_uuid: 'x' } }, 'token.data.auth_id', 'missing'],
    [{ data: { auth_id: me, acl: [], metadata: {} } }, 'token.data.xivo_uuid', 'missing'],
    [{ data: { auth_id: me, xivo_uuid: 'x', acl: 'confd.#' } }, 'token.data.acl', "'confd.#'"],
    [{ data: { auth_id: me, xivo_uuid: 'x', acl: [null] } }, 'token.data.acl[0]', 'null'],
    [{ data: { auth_id: me, xivo_uuid: 'x', acl: [], utc_expires_at: 'soon' } }, 'token.data.utc_expires_at', "'soon'"],
  ])('refuses %j, naming the path', (token, path, found) => {
    const refused = () => wazoGrants(token, { catalog, accesses });
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow(` ${path} is ${found},`);
  });

  it('decides as Wazo itself does, on any access, for any ACL', () => {
    const word = fc.constantFrom(
      'confd',
      'users',
      'lines',
      'read',
      me,
      '17',
      'me',
      '*',
      '#',
      '*',
      'my_session',
      session,
      'edit',
      'update',
      'a_b',
      'a.b',
    );
    const line = fc
      .tuple(fc.constantFrom('', '', '!'), fc.array(word, { minLength: 1, maxLength: 6 }))
      .map(([no, words]) => no + words.join('.'));
    const id = fc.constantFrom(me, 'me', '17', '18', session, 'my_session', 'lines', 'edit', 'a_b', 'a.b', 'a.b_c');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), id, id, (acl, user, lineId) => {
        const { may } = evaluate(tokenWith(acl));
        // A service puts `_` for each `.` of an id before it asks.
        const [u, l] = [user.replaceAll('.', '_'), lineId.replaceAll('.', '_')];
        expect(may.can('users.read', { uuid: user })).toBe(asWazo(acl, `confd.users.${u}.read`));
        expect(may.can('users.update', { uuid: user })).toBe(asWazo(acl, `confd.users.${u}.update`));
        expect(may.can('lines.read', { user_uuid: user, id: lineId })).toBe(
          asWazo(acl, `confd.users.${u}.lines.${l}.read`),
        );
        expect(may.can('infos.read')).toBe(asWazo(acl, 'confd.infos.read'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('allows nothing that Wazo does not, also for lines with wildcards inside of words', () => {
    const part = fc.constantFrom('confd', '.', '.', 'users', '1', '7', 'me', '*', '#', 'read', '.users.', '.read');
    const line = fc
      .tuple(fc.constantFrom('', '!'), fc.array(part, { minLength: 1, maxLength: 8 }))
      .map(([no, parts]) => no + parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('17', '1', me), (acl, user) => {
        const { may } = evaluate(tokenWith(['confd.users.17.#', ...acl]));
        const truth = asWazo(['confd.users.17.#', ...acl], `confd.users.${user}.read`);
        const decision = may.check('users.read', { uuid: user });
        expect(decision.status === 'allowed' && !truth).toBe(false);
        expect(evaluate(tokenWith(acl)).may.can('infos.read')).toBe(asWazo(acl, 'confd.infos.read'));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** What a Wazo service decides: each line is a regular expression, and one that denies wins. */
function asWazo(acl: readonly string[], access: string): boolean {
  const words = new Map([
    ['me', `(me|${me})`],
    ['my_session', `(my_session|${session})`],
    ['edit', '(edit|update)'],
  ]);
  const covers = (line: string) => {
    const segments = line.split('.').map((segment) => {
      const escaped = segment.replaceAll(/[\\^$+?()|[\]{}-]/g, String.raw`\$&`);
      return words.get(segment) ?? escaped.replaceAll(/[*#]/g, (wild) => (wild === '*' ? '[^.#]*?' : '.*?'));
    });
    return new RegExp(`^${segments.join(String.raw`\.`)}$`).test(access);
  };
  return (
    !acl.some((line) => line.startsWith('!') && covers(line.slice(1))) &&
    acl.some((line) => !line.startsWith('!') && covers(line))
  );
}
