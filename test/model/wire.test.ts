import { describe, expect, it } from 'vitest';
import { limits } from '../../src/model/limits.js';
import { GrantSetError, parseGrantSet, safeParseGrantSet } from '../../src/model/wire.js';

const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: ['101'], memberships: {}, licenses: [] };
const grant = { permission: 'calls.view', effect: 'allow', from: 'member' };
const set = { format: 'hookswitch/grants@1', catalog: 'desk', subject, revision: 1, issuedAt: 0, grants: [grant] };

const withGrant = (more: object) => ({ ...set, grants: [grant, { ...grant, ...more }] });

describe('parseGrantSet', () => {
  it('says what is wrong, why it matters and what to do, in one error', () => {
    expect(() => parseGrantSet(withGrant({ scope: { in: { queue: 'sales' } } }))).toThrow(
      "This is not a grant set, so it grants nothing: grants[1].scope.in.queue is 'sales', expected 'mine', 'any' or a list of ids. Fix the backend or adapter that made it.",
    );
    expect(() => parseGrantSet(undefined)).toThrow(GrantSetError);
  });

  const cases: readonly (readonly [input: unknown, path: string, found: string, expected: unknown])[] = [
    [undefined, '', 'missing', 'an object'],
    [[set], '', 'a list', 'an object'],
    [JSON.stringify(set), '', '\'{"format":"hookswitch/grants@1","catalog…\'', 'an object'],
    [{ ...set, format: 'hookswitch/grants@2' }, 'format', "'hookswitch/grants@2'", 'hookswitch/grants@1'],
    [{ ...set, catalog: '' }, 'catalog', "''", 'a text that is not empty'],
    [{ ...set, revision: '1' }, 'revision', "'1'", 'a whole number from 0'],
    [{ ...set, revision: -1 }, 'revision', '-1', 'a whole number from 0'],
    [{ ...set, revision: 2 ** 53 }, 'revision', '9007199254740992', 'a whole number from 0'],
    [{ ...set, expiresAt: null }, 'expiresAt', 'null', 'a whole number from 0'],
    ...(
      [
        ['startsAt', -1, '-1'],
        ['endsAt', 1.5, '1.5'],
        ['endsAt', 8.64e15 + 1, '8640000000000001'],
        ['endsAt', Number.MAX_SAFE_INTEGER, '9007199254740991'],
        ['endsAt', 'never', "'never'"],
      ] as const
    ).map(
      ([bound, value, found]) =>
        [
          withGrant({ [bound]: value }),
          `grants[1].${bound}`,
          found,
          'a moment: whole milliseconds from 1970 to the year 275760',
        ] as const,
    ),
    [
      { ...set, subject: { ...subject, extensions: [101] } },
      'subject.extensions[0]',
      '101',
      'a text that is not empty',
    ],
    [
      { ...set, subject: { ...subject, memberships: { queue: ['a', null] } } },
      'subject.memberships.queue[1]',
      'null',
      'a text that is not empty',
    ],
    [{ ...set, subject: { ...subject, plan: 7 } }, 'subject.plan', '7', 'a text that is not empty'],
    [{ ...set, grants: {} }, 'grants', 'an object', 'a list'],
    [withGrant({ effect: 'maybe' }), 'grants[1].effect', "'maybe'", 'allow or deny'],
    [withGrant({ from: 'role:' }), 'grants[1].from', "'role:'", 'baseline, member, role:…, package:… or implied:…'],
    [withGrant({ conditional: false }), 'grants[1].conditional', 'false', 'true, or nothing at all'],
    [withGrant({ value: null }), 'grants[1].value', 'null', 'a text, a number, true or false'],
    [withGrant({ value: NaN }), 'grants[1].value', 'NaN', 'a text, a number, true or false'],
    [withGrant({ scope: 'own' }), 'grants[1].scope', "'own'", "'all' or an object"],
    [withGrant({ scope: { own: 'yes' } }), 'grants[1].scope.own', "'yes'", 'true, or nothing at all'],
    [withGrant({ scope: { without: {} } }), 'grants[1].scope.without', 'an object', 'one of all, own, in, within'],
    [withGrant({ until: 7 }), 'grants[1].until', '7', expect.stringContaining('endsAt')],
    [withGrant({ reason: 'because' }), 'grants[1].reason', "'because'", expect.stringContaining('not-granted')],
  ];

  for (const [input, path, found, expected] of cases) {
    it(`refuses a set in which ${path || 'the whole'} is ${found}`, () => {
      expect(safeParseGrantSet(input)).toEqual({ ok: false, issue: { path, found, expected } });
    });
  }

  it('refuses half of a character wherever a text or a name stands, and takes whole ones', () => {
    const places: readonly (readonly [string, (text: string) => unknown])[] = [
      ['catalog', (text) => ({ ...set, catalog: text })],
      ['subject.id', (id) => ({ ...set, subject: { ...subject, id } })],
      ['subject.extensions[0]', (text) => ({ ...set, subject: { ...subject, extensions: [text] } })],
      ['subject.memberships.queue[0]', (text) => ({ ...set, subject: { ...subject, memberships: { queue: [text] } } })],
      ['grants[1].scope.in.queue[0]', (text) => withGrant({ scope: { in: { queue: [text] } } })],
      ['grants[1].scope.within.queue[1]', (text) => withGrant({ scope: { within: { queue: ['a', text] } } })],
      ['grants[1].value', (value) => withGrant({ value })],
      ['grants[1].from', (text) => withGrant({ from: `role:${text}` })],
    ];
    for (const [path, put] of places) {
      expect(safeParseGrantSet(put('a\u{1f4de}b')).ok).toBe(true);
      for (const half of ['\ud800', 'a\udc00', '\udc00\ud800'])
        expect(safeParseGrantSet(put(half))).toMatchObject({
          issue: { path, expected: 'a text without lone surrogates' },
        });
    }
    for (const name of ['\ud800', 'queue\udfff']) {
      expect(safeParseGrantSet(withGrant({ scope: { in: { [name]: ['a'] } } })).ok).toBe(false);
      expect(safeParseGrantSet({ ...set, subject: { ...subject, memberships: { [name]: [] } } }).ok).toBe(false);
    }
  });

  it('passes over what a later version may add to a set or a subject', () => {
    expect(parseGrantSet({ ...set, note: 'x', subject: { ...subject, avatar: 'y' } })).toEqual(set);
  });

  it('takes as many grants as a person can have, and no more', () => {
    const many = (length: number) => safeParseGrantSet({ ...set, grants: Array.from({ length }, () => grant) });
    expect(many(limits.grants).ok).toBe(true);
    expect(many(limits.grants + 1)).toMatchObject({ issue: { path: 'grants', found: `${limits.grants + 1} items` } });
  });

  it('takes as many ids in one scope, and of one subject, as there may be, in however many lists, and no more', () => {
    const ids = (length: number) => Array.from({ length }, (_, i) => `q${i}`);
    const half = ids(limits.scopeIds / 2);
    const scoped = (more: readonly string[]) =>
      safeParseGrantSet(withGrant({ scope: { in: { queue: half }, within: { line: more, group: 'mine' } } }));
    expect(scoped(half).ok).toBe(true);
    const one = { found: `${limits.scopeIds + 1} ids`, expected: `at most ${limits.scopeIds}` };
    expect(scoped([...half, 'x'])).toEqual({ ok: false, issue: { path: 'grants[1].scope', ...one } });
    const held = (more: readonly string[]) =>
      safeParseGrantSet({ ...set, subject: { ...subject, extensions: half, memberships: { queue: more } } });
    expect(held(half).ok).toBe(true);
    expect(held([...half, 'x'])).toEqual({ ok: false, issue: { path: 'subject', ...one } });
    expect(held(ids(limits.subjectIds + 1))).toMatchObject({ issue: { path: 'subject.memberships.queue' } });
  });

  it('takes ids that mean something to JavaScript for the ids that they are', () => {
    const text = JSON.stringify(withGrant({ permission: '__proto__' })).replace(
      '"memberships":{}',
      '"memberships":{"__proto__":["constructor"]}',
    );
    const read = parseGrantSet(JSON.parse(text));
    expect(Object.entries(read.subject.memberships)).toEqual([['__proto__', ['constructor']]]);
    expect(Object.getPrototypeOf(read.subject.memberships)).toBeNull();
    expect(read.grants[1]?.permission).toBe('__proto__');
  });
});
