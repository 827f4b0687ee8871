import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { reasons } from '../../src/model/reason.js';
import { limits } from '../../src/model/limits.js';
import { safeParseGrantSet } from '../../src/model/wire.js';
import { ringcentralGrants } from '../../src/sources/ringcentral/index.js';
import { drawn, pick, whole } from '../reference/generators/draw.js';
import { answers } from '../sources/ringcentral/fixtures.js';
import { addWord, double, insert, lose, misspell, mistype, scribble } from './mutations.js';
import { drawValidWorld, type Json } from './payload.js';

const text = readFileSync(new URL('../../src/grants.schema.json', import.meta.url), 'utf8');
const schema: Record<string, unknown> = JSON.parse(text) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true }).compile(schema);

/** What the reader and the schema say about something. */
const verdicts = (payload: unknown) => ({ reader: safeParseGrantSet(payload).ok, schema: validate(payload) });

const agree = (payload: unknown) => {
  const { reader, schema: valid } = verdicts(payload);
  expect({ reader, schema: valid, errors: reader === valid ? null : validate.errors }).toEqual({
    reader,
    schema: reader,
    errors: null,
  });
};

describe('the JSON Schema of the grant set', () => {
  it('takes what the kit itself makes', () => {
    expect(verdicts(ringcentralGrants(answers))).toEqual({ reader: true, schema: true });
    fc.assert(
      fc.property(drawn(drawValidWorld), ({ catalog, member, payload }) => {
        expect(verdicts(payload)).toEqual({ reader: true, schema: true });
        agree(JSON.parse(JSON.stringify(resolveGrants(catalog, member))));
      }),
    );
  });

  it('agrees with the reader about payloads with any number of changes', () => {
    const changes = [mistype, lose, addWord, misspell, scribble, insert, double];
    const payloads = drawn((draw) => {
      let { payload } = drawValidWorld(draw);
      for (let left = whole(draw, 1, 3); left > 0; left -= 1)
        payload = pick(draw, changes)(draw, payload)?.payload ?? payload;
      return payload;
    });
    fc.assert(fc.property(payloads, agree), { numRuns: 1_000 });
  });

  it('agrees with the reader about any JSON in any place of a grant', () => {
    const base = { permission: 'calls.view', effect: 'allow', from: 'member' };
    const keys = [
      'permission',
      'effect',
      'scope',
      'value',
      'from',
      'via',
      'startsAt',
      'endsAt',
      'conditional',
      'reason',
      'other',
    ];
    const subject = { id: 'ada', tenant: 'acme', roles: [], extensions: [], memberships: {}, licenses: [] };
    const set = { format: 'hookswitch/grants@1', catalog: 'desk', subject, revision: 1, issuedAt: 0 };
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'all',
        'role:x',
        'role:\n',
        'implied:',
        true,
        0,
        1.5,
        2 ** 53,
        { own: true },
        { in: { queue: 'any' } },
        { in: { queue: [''] } },
        { in: { queue: ['\ud800'] } },
        { in: { queue: ['\u{1f4de}'] } },
        { within: { 'queue\udc00': [] } },
        'role:\ud83d\udcde',
        'role:\udcde\ud83d',
        'a\udfff',
        { within: { queue: ['a'] }, all: true },
        ...reasons,
      ),
    ) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, given) =>
        agree({ ...set, grants: [{ ...base, [key]: given }] }),
      ),
      { numRuns: 2_000 },
    );
  });

  it('lists every reason, and the most grants that are read', () => {
    const flat = JSON.stringify(schema);
    expect(flat).toContain(`"enum":${JSON.stringify(reasons)}`);
    expect(flat).toContain(`"maxItems":${limits.grants}`);
  });
});
