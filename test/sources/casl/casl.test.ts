import {
  createAliasResolver,
  createMongoAbility,
  type MongoQuery,
  type RawRule,
  subject as typed,
} from '@casl/ability';
import { packRules } from '@casl/ability/extra';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { caslGrants, type CaslMeaning } from '../../../src/sources/casl/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { fixture } from '../fixture.js';

const actions = ['read', 'update', 'delete'];
const types = ['Post', 'Comment'];
const fields = ['title', 'author', 'author.name'];

const catalog = checkCatalog({
  id: 'casl',
  dimensions: { author: { label: 'Author' }, board: { label: 'Board' } },
  resources: Object.fromEntries(
    types.map((type) => [type, { label: type, dimensions: { author: 'authorId', board: 'board.id' } }]),
  ),
  permissions: Object.fromEntries(
    types.flatMap((on) =>
      actions.flatMap((action) =>
        ['', ...fields].map((field) => [
          [on, action, field].filter(Boolean).join('.'),
          { kind: 'right' as const, label: field || action, on },
        ]),
      ),
    ),
  ),
  roles: {},
});

const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };

function evaluate(rules: unknown, meaning: Partial<CaslMeaning> = {}) {
  const set = parseGrantSet(JSON.parse(JSON.stringify(caslGrants(rules, { catalog, subject, ...meaning }))));
  return { set, may: createEvaluator(catalog, set, { now: 0 }) };
}

const post = { id: 'p', authorId: 'ada', board: { id: 'b1' } };

describe('the published rules', () => {
  const rules = fixture('engines/casl-packed-rules') as readonly unknown[];

  it('are seven, and each opens or closes what it says', () => {
    const may = (i: number) => evaluate([rules[i]]).may;
    expect(rules).toHaveLength(7);
    expect([may(0).can('Post.read', post), may(0).can('Post.update', post), may(0).can('Comment.read', post)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([may(1).can('Post.read', post), may(1).can('Post.update', post), may(1).can('Post.delete', post)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([may(2).can('Post.read', post), may(2).can('Comment.read', post)]).toEqual([true, true]);
    expect(may(3).check('Post.read', post)).toMatchObject({ status: 'unknown', cause: 'ask-server' });
    expect([
      may(4).can('Post.read', post),
      may(4).can('Post.read.title', post),
      may(4).can('Post.read.author', post),
    ]).toEqual([false, true, false]);
    expect(may(5).check('Post.read', post)).toMatchObject({ status: 'denied', reason: 'denied' });
    expect(may(6).can('Post.read', post)).toBe(true);
  });

  it('together forbid what one of them forbids, in any order', () => {
    for (const order of [rules, rules.toReversed()]) {
      const { may } = evaluate(order);
      expect([may.can('Post.read', post), may.can('Post.update', post), may.can('Comment.read', post)]).toEqual([
        false,
        true,
        true,
      ]);
    }
  });
});

describe('caslGrants', () => {
  it.each([
    [{ authorId: 'ada' }, { in: { author: ['ada'] } }],
    [{ authorId: 7 }, { in: { author: ['7'] } }],
    [{ authorId: { $eq: 'ada' } }, { in: { author: ['ada'] } }],
    [{ authorId: { $in: ['ada', 7] } }, { in: { author: ['7', 'ada'] } }],
    [
      { authorId: 'ada', 'board.id': { $in: ['b1'] } },
      { in: { author: ['ada'] }, within: { board: ['b1'] } },
    ],
  ])('turns the conditions %j into a scope', (conditions, scope) => {
    expect(evaluate([['read', 'Post', conditions]]).may.scopeOf('Post.read').includes).toEqual([scope]);
  });

  it.each([
    { private: true },
    { authorId: true },
    { authorId: '' },
    { authorId: null },
    { authorId: { $ne: 'ada' } },
    { authorId: { $in: [null] } },
    { authorId: { $eq: 'a', $in: ['b'] } },
    { $or: [{ authorId: 'ada' }] },
    { authorId: {} },
    JSON.parse('{"__proto__":"x"}') as object,
  ])('leaves the conditions %j to the server, and lets them forbid', (conditions) => {
    expect(evaluate([['read', 'Post', conditions]]).may.check('Post.read', post)).toMatchObject({
      cause: 'ask-server',
    });
    const forbidding = [
      ['read', 'Post'],
      ['read', 'Post', conditions, 1],
    ];
    expect(evaluate(forbidding).may.check('Post.read', post)).toMatchObject({ cause: 'ask-server' });
  });

  it('leaves what a dotted field forbids to the server, since CASL looks for it in lists as well', () => {
    const { may } = evaluate([
      ['read', 'Post'],
      ['read', 'Post', { 'board.id': 'b2' }, 1],
    ]);
    expect(may.can('Post.read', { board: [{ id: 'b2' }] })).toBe(false);
  });

  it('knows aliases of actions, and aliases of those', () => {
    const aliases = { modify: ['update', 'purge'], purge: 'delete' };
    const { may } = evaluate(
      [
        ['manage', 'all'],
        ['modify', 'Post', 0, 1],
      ],
      { aliases },
    );
    expect(actions.map((action) => may.can(`Post.${action}`, post))).toEqual([true, false, false]);
    expect(may.can('Comment.delete', post)).toBe(true);
  });

  it('leaves a subject to the server where an action that it does not know is forbidden, and says so', () => {
    const heard: string[] = [];
    const rules = [
      ['manage', 'all'],
      ['modify', 'Post', 0, 1],
    ];
    const { may } = evaluate(rules, { onUntranslated: (message) => heard.push(message) });
    for (const action of actions) {
      expect(may.check(`Post.${action}`, post)).toMatchObject({ status: 'unknown', cause: 'ask-server' });
      expect(may.can(`Comment.${action}`, post)).toBe(true);
    }
    expect(heard).toEqual([expect.stringContaining("forbids 'modify' on 'Post'")]);
    expect(evaluate(rules, { aliases: {} }).may.can('Post.update', post)).toBe(true);
  });

  it('knows other words for every action and every subject', () => {
    const words = { anyAction: 'anything', anySubjectType: 'everything', aliases: {} };
    const { may } = evaluate(
      [
        ['anything', 'everything'],
        ['anything', 'Post', 0, 1],
        ['manage', 'Comment', 0, 1],
      ],
      words,
    );
    expect([may.can('Post.read', post), may.can('Comment.read', post)]).toEqual([false, true]);
  });

  it.each([
    [{}, 'rules', 'an object'],
    [[7], 'rules[0]', '7'],
    [[[]], 'rules[0][0]', 'missing'],
    [[[7, 'Post']], 'rules[0][0]', '7'],
    [[['read,', 'Post']], 'rules[0][0]', "'read,'"],
    [[['read', {}]], 'rules[0][1]', 'an object'],
    [[['read', 'Post', 'own']], 'rules[0][2]', "'own'"],
    [[['read', 'Post', []]], 'rules[0][2]', 'a list'],
    [[['read', 'Post', 0, 2]], 'rules[0][3]', '2'],
    [[['read', 'Post', 0, 0, ['title']]], 'rules[0][4]', 'a list'],
  ])('refuses %j, naming the path', (rules, path, found) => {
    const refused = () => caslGrants(rules, { catalog, subject });
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow(` ${path} is ${found},`);
  });

  it('opens nothing for a rule about no subject', () => {
    expect(evaluate([['read'], ['manage', 0]]).set.grants).toEqual([]);
  });

  it('never allows more than CASL itself, for any rules', () => {
    const word = <T>(...words: T[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 });
    const value = fc.oneof(
      fc.constantFrom('ada', 'bob'),
      fc.constantFrom({ $in: ['ada'] }, { $eq: 'bob' }, { $ne: 'ada' }, { $in: [] }),
    );
    const conditions = fc.record(
      { authorId: value, 'board.id': fc.constantFrom('b1', 'b2'), draft: fc.boolean() },
      { requiredKeys: [] },
    );
    const rule: fc.Arbitrary<RawRule<[string, string], MongoQuery>> = fc.record(
      {
        action: word(...actions, 'manage', 'modify'),
        subject: word(...types, 'all'),
        conditions,
        inverted: fc.boolean(),
        fields: word('title', 'author', 'author.*', 'author.**', '*', '*.name', 'auth*'),
      },
      { requiredKeys: ['action', 'subject'] },
    );
    const record = fc.record({
      authorId: fc.constantFrom('ada', 'bob'),
      board: fc.record({ id: fc.constantFrom('b1', 'b2') }),
      draft: fc.boolean(),
    });
    const aliases = { modify: ['update', 'delete'] };
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), record, (rules, fields_) => {
        const ability = createMongoAbility<[string, string]>(rules, { resolveAction: createAliasResolver(aliases) });
        const { may } = evaluate(JSON.parse(JSON.stringify(packRules(rules))), { aliases });
        for (const type of types) {
          for (const action of actions) {
            for (const field of [undefined, ...fields]) {
              if (!may.can([type, action, field].filter(Boolean).join('.'), fields_)) continue;
              allowed += 1;
              expect([
                type,
                action,
                field,
                ability.can(action, typed(type, { ...fields_ }) as unknown as string, field),
              ]).toEqual([type, action, field, true]);
            }
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect(allowed).toBeGreaterThan(1_000);
  });
});
