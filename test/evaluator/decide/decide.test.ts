import { describe, expect, test } from 'vitest';
import { type GrantPart, grantOf, mayOf, smallCatalog } from '../small.js';

const catalog = smallCatalog({
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.play': {
      kind: 'right',
      label: 'Play calls',
      on: 'call',
      requires: ['calls.view', 'menu.open'],
      plans: ['pro', 'max'],
      licenses: ['audio', 'disk'],
      consent: 'self.heard',
    },
    'menu.open': { kind: 'right', label: 'Open the menu' },
    'self.heard': { kind: 'right', label: 'Can be heard' },
    'mail.read': { kind: 'right', label: 'Read mail', on: 'mail', requires: ['calls.view'] },
  },
  resources: {
    call: { label: 'Call', owner: 'ownerId', consents: ['consents', 'more.consents'], dimensions: { queue: 'queue' } },
    mail: { label: 'Mail', dimensions: {} },
  },
  plans: { pro: { label: 'Pro' }, max: { label: 'Max' } },
  licenses: { audio: { label: 'Audio' }, disk: { label: 'Disk' } },
});
const view = (more: Partial<GrantPart> = {}): GrantPart => ({ permission: 'calls.view', scope: 'all', ...more });
const play = (more: Partial<GrantPart> = {}): GrantPart => ({ permission: 'calls.play', scope: 'all', ...more });
const menu: GrantPart = { permission: 'menu.open' };
const inQueue = (id: string) => ({ in: { queue: [id] } });
const full = { ann: { plan: 'max', licenses: ['disk', 'audio'] } };
const heard = { queue: 'sales', consents: ['self.heard'] };

describe('the grant that is named', () => {
  test('is the one that allows', () => {
    const [a, b] = [view({ scope: inQueue('a') }), view({ scope: inQueue('b') })];
    expect(mayOf(catalog, [a, b]).check('calls.view', { queue: 'b' })).toEqual({ status: 'allowed', by: grantOf(b) });
  });

  test('is the one that denies, with its own reason', () => {
    const deny = view({ effect: 'deny', reason: 'account' });
    expect(mayOf(catalog, [view(), deny]).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'account',
      by: grantOf(deny),
    });
    const plain = view({ effect: 'deny' });
    expect(mayOf(catalog, [view(), plain]).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'denied',
      by: grantOf(plain),
    });
  });

  test('tells what is lacking where its reason is what the catalog asks for, and not where it is another', () => {
    const check = (reason: 'plan' | 'license') =>
      mayOf(catalog, [view(), play(), play({ effect: 'deny', reason })], { ann: { plan: 'pro' } }).check(
        'calls.play',
        heard,
      );
    expect(check('license')).toMatchObject({ reason: 'license', missing: { kind: 'license', ids: ['audio'] } });
    expect(check('plan')).not.toHaveProperty('missing');
  });

  test('is the one that only the server can decide', () => {
    const [maybe, not] = [view({ conditional: true }), view({ effect: 'deny', conditional: true })];
    expect(mayOf(catalog, [maybe]).check('calls.view', {})).toEqual({
      status: 'unknown',
      cause: 'ask-server',
      by: grantOf(maybe),
    });
    expect(mayOf(catalog, [view(), not]).check('calls.view', {})).toEqual({
      status: 'unknown',
      cause: 'ask-server',
      by: grantOf(not),
    });
    expect(mayOf(catalog, [maybe, not]).check('calls.view', {})).toEqual({
      status: 'unknown',
      cause: 'ask-server',
      by: grantOf(maybe),
    });
    expect(mayOf(catalog, [not]).check('calls.view', {})).toEqual({ status: 'denied', reason: 'not-granted' });
    expect(mayOf(catalog, [maybe, view()]).check('calls.view', {})).toEqual({
      status: 'allowed',
      by: grantOf(view()),
    });
  });

  test('is the one that comes nearest: elsewhere, but now, before elsewhere at another time', () => {
    const [now, later] = [view({ scope: inQueue('a'), from: 'role:z' }), view({ scope: inQueue('b'), startsAt: 9 })];
    expect(mayOf(catalog, [later, now]).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'out-of-scope',
      by: grantOf(now),
    });
    expect(mayOf(catalog, [later]).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'out-of-scope',
      by: grantOf(later),
    });
  });

  test('is the one that is here at another time before one elsewhere', () => {
    const [later, past] = [view({ startsAt: 9 }), view({ endsAt: 1 })];
    const elsewhere = view({ scope: inQueue('a') });
    expect(mayOf(catalog, [elsewhere, later], { now: 5 }).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'not-yet',
      by: grantOf(later),
    });
    expect(mayOf(catalog, [elsewhere, past], { now: 5 }).check('calls.view', {})).toEqual({
      status: 'denied',
      reason: 'expired',
      by: grantOf(past),
    });
    const never = view({ startsAt: 5, endsAt: 5 });
    expect(mayOf(catalog, [never], { now: 5 }).check('calls.view', {})).toMatchObject({ reason: 'expired' });
  });

  test('is the member’s own before a role’s, a package’s, an opened one and everybody’s', () => {
    const sources = ['baseline', 'implied:menu.open', 'package:x', 'role:x', 'member'] as const;
    const grants = sources.map((from) => view({ from }));
    sources.forEach((from, i) => {
      expect(mayOf(catalog, grants.slice(0, i + 1)).check('calls.view', {})).toMatchObject({ by: { from } });
    });
  });
});

describe('what a granted right still needs', () => {
  test('comes in one order: plan, licence, prerequisite, consent; and the grant that is held is named', () => {
    const check = (grants: readonly GrantPart[], ann: object, record: object) =>
      mayOf(catalog, grants, { ann }).check('calls.play', record);
    const by = grantOf(play());
    expect(check([play()], {}, {})).toEqual({
      status: 'denied',
      reason: 'plan',
      missing: { kind: 'plan', ids: ['pro', 'max'] },
      by,
    });
    expect(check([play()], { plan: 'pro' }, {})).toEqual({
      status: 'denied',
      reason: 'license',
      missing: { kind: 'license', ids: ['audio'] },
      by,
    });
    expect(check([play()], { plan: 'pro', licenses: ['audio'] }, {})).toEqual({
      status: 'denied',
      reason: 'license',
      missing: { kind: 'license', ids: ['disk'] },
      by,
    });
    expect(check([play()], full.ann, {})).toEqual({
      status: 'denied',
      reason: 'prerequisite',
      missing: { kind: 'permission', ids: ['calls.view'] },
      by,
    });
    expect(check([play(), view()], full.ann, {})).toEqual({
      status: 'denied',
      reason: 'prerequisite',
      missing: { kind: 'permission', ids: ['menu.open'] },
      by,
    });
    expect(check([play(), view(), menu], full.ann, {})).toEqual({ status: 'unknown', cause: 'consent-not-known', by });
    expect(check([play(), view(), menu], full.ann, { consents: [] })).toEqual({
      status: 'denied',
      reason: 'consent',
      missing: { kind: 'consent', ids: ['self.heard'] },
      by,
    });
    expect(check([play(), view(), menu], full.ann, heard)).toEqual({ status: 'allowed', by });
  });

  test('is asked before the server is, and not at all where nothing is granted', () => {
    expect(mayOf(catalog, [play({ conditional: true })]).check('calls.play', heard)).toMatchObject({ reason: 'plan' });
    expect(mayOf(catalog, [play({ conditional: true }), view(), menu], full).check('calls.play', heard)).toMatchObject({
      cause: 'ask-server',
    });
    expect(mayOf(catalog, [view(), menu]).check('calls.play', heard)).toEqual({
      status: 'denied',
      reason: 'not-granted',
    });
  });

  test('is known to be missing where one prerequisite is, whatever cannot be known of another', () => {
    const maybe = view({ conditional: true });
    expect(mayOf(catalog, [play(), maybe, menu], full).check('calls.play', heard)).toEqual({
      status: 'unknown',
      cause: 'ask-server',
      by: grantOf(maybe),
    });
    expect(mayOf(catalog, [play(), maybe], full).check('calls.play', heard)).toMatchObject({
      reason: 'prerequisite',
      missing: { ids: ['menu.open'] },
    });
    expect(
      mayOf(catalog, [play(), view(), { ...menu, conditional: true }], full).check('calls.play', heard),
    ).toMatchObject({ cause: 'ask-server' });
  });

  test('is held for anything at all where the prerequisite is about another type of record', () => {
    const mail: GrantPart = { permission: 'mail.read', scope: 'all' };
    expect(mayOf(catalog, [mail, view({ scope: inQueue('a') })]).check('mail.read', {})).toMatchObject({
      status: 'allowed',
    });
    expect(mayOf(catalog, [mail]).check('mail.read', {})).toEqual({
      status: 'denied',
      reason: 'prerequisite',
      missing: { kind: 'permission', ids: ['calls.view'] },
      by: grantOf(mail),
    });
    expect(mayOf(catalog, [mail, view({ conditional: true })]).check('mail.read', {})).toMatchObject({
      reason: 'prerequisite',
    });
  });

  test('is a consent in any of the fields, and not known only where none of them says anything', () => {
    const check = (record: object) => mayOf(catalog, [play(), view(), menu], full).check('calls.play', record);
    expect(check({ more: { consents: 'self.heard' } })).toMatchObject({ status: 'allowed' });
    expect(check({ more: { consents: null } })).toMatchObject({ reason: 'consent' });
    expect(check({ more: {} })).toMatchObject({ cause: 'consent-not-known' });
  });
});

test('a set that has ended is stale before anything is asked of the record', () => {
  const may = mayOf(catalog, [view()], { now: 5, expiresAt: 5 });
  expect(may.check('calls.view')).toEqual({ status: 'unknown', cause: 'stale' });
  expect(mayOf(catalog, [view()], { now: 4, expiresAt: 5 }).check('calls.view')).toEqual({
    status: 'denied',
    reason: 'resource-required',
  });
});

test('a deny by a backend that says which requirement is missing names it as the catalog does', () => {
  const deny = play({ effect: 'deny', reason: 'plan' });
  expect(mayOf(catalog, [deny]).check('calls.play', heard)).toEqual({
    status: 'denied',
    reason: 'plan',
    by: grantOf(deny),
    missing: { kind: 'plan', ids: ['pro', 'max'] },
  });
  // Where the catalog sees nothing missing, the backend is still believed.
  expect(mayOf(catalog, [deny, view(), menu], full).check('calls.play', heard)).toEqual({
    status: 'denied',
    reason: 'plan',
    by: grantOf(deny),
  });
});
