import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { cerbosCatalog, cerbosGrants, cerbosPermission } from '../../../src/sources/cerbos/index.js';
import { SourceError } from '../../../src/sources/index.js';
import { fixture } from '../fixture.js';

interface Sample {
  readonly response: {
    readonly results: readonly {
      readonly resource: { readonly kind: string; readonly id: string };
      readonly actions: Record<string, string>;
    }[];
  };
}

const subject = { id: 'john', tenant: 'acme', roles: ['employee'], extensions: [], memberships: {}, licenses: [] };

function evaluate(response: unknown) {
  const catalog = cerbosCatalog(response);
  const set = parseGrantSet(JSON.parse(JSON.stringify(cerbosGrants(response, { catalog, subject }))));
  return { catalog, set, may: createEvaluator(catalog, set, { now: 0 }) };
}

const answer = (id: string, actions: unknown, more: object = {}) => ({
  resource: { kind: 'call', id, ...more },
  actions,
});

describe('cerbosGrants', () => {
  it.each(['cerbos-check-resources', 'cerbos-check-resources-with-meta'])(
    'decides every action on every resource of %s as Cerbos did',
    (name) => {
      const { response } = fixture(`engines/${name}`) as Sample;
      const { may } = evaluate(response);
      let asked = 0;
      for (const { resource, actions } of response.results) {
        for (const [action, effect] of Object.entries(actions)) {
          asked += 1;
          const permission = cerbosPermission(resource.kind, action);
          expect([permission, may.check(permission, resource).status]).toEqual([
            permission,
            effect === 'EFFECT_ALLOW' ? 'allowed' : 'denied',
          ]);
          expect(may.can(permission, { id: 'another' })).toBe(false);
        }
      }
      expect(asked).toBe(response.results.length * 2 + 1);
    },
  );

  it('makes a catalog of the kinds and actions, with readable labels', () => {
    const { catalog } = evaluate((fixture('engines/cerbos-check-resources') as Sample).response);
    expect(catalog.permissions).toMatchObject({
      'leave_request.view--public': { label: 'Leave request: view public', on: 'leave_request' },
      'salary_record.delete': { label: 'Salary record: delete', on: 'salary_record' },
    });
  });

  it('denies what is denied once, wherever it is allowed as well', () => {
    const results = [
      answer('1', { play: 'EFFECT_ALLOW' }),
      answer('1', { play: 'EFFECT_DENY' }, { scope: 'acme.uk' }),
      answer('2', { play: 'EFFECT_ALLOW' }),
    ];
    const { may } = evaluate({ results });
    expect(['1', '2'].map((id) => may.can('call.play', { id }))).toEqual([false, true]);
  });

  it('grants nothing for an effect that it does not know, and says so', () => {
    const heard: string[] = [];
    const response = { results: [answer('1', { play: 'EFFECT_NO_MATCH' })] };
    const { may, catalog } = evaluate(response);
    cerbosGrants(response, { catalog, subject, onUntranslated: (message) => heard.push(message) });
    expect(may.check('call.play', { id: '1' })).toMatchObject({ status: 'denied', reason: 'not-granted' });
    expect(heard).toEqual([expect.stringContaining("'EFFECT_NO_MATCH' for play on call '1'")]);
  });

  it('keeps kinds and actions apart that differ only in punctuation', () => {
    const spellings = ['a:b', 'a-b', 'a.b', 'a/b', 'a--b', 'a b'];
    const results = spellings.flatMap((kind, i) => ({
      resource: { kind, id: '1' },
      actions: { [spellings[(i + 1) % spellings.length] ?? '']: 'EFFECT_ALLOW' },
    }));
    const { may } = evaluate({ results });
    for (const kind of spellings) {
      const open = spellings.filter((action) => may.can(cerbosPermission(kind, action), { id: '1' }));
      expect([kind, open]).toEqual([kind, [spellings[(spellings.indexOf(kind) + 1) % spellings.length]]]);
    }
  });

  it.each([
    [null, 'response', 'null'],
    [{}, 'response.results', 'missing'],
    [{ results: [{}] }, 'response.results[0].resource', 'missing'],
    [{ results: [answer('', {})] }, 'response.results[0].resource.id', "''"],
    [{ results: [answer('1', [])] }, 'response.results[0].actions', 'a list'],
    [{ results: [answer('1', { play: true })] }, 'response.results[0].actions.play', 'true'],
  ])('refuses %j, naming the path', (response, path, found) => {
    const refused = () => cerbosCatalog(response);
    expect(refused).toThrow(SourceError);
    expect(refused).toThrow(` ${path} is ${found},`);
  });
});
