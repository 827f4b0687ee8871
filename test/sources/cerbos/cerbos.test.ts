import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/createEvaluator.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { cerbosCatalog, cerbosGrants, SourceError } from '../../../src/sources/index.js';
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
          const permission = `${resource.kind}.${action.replace(':', '-')}`;
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
      'leave_request.view-public': { label: 'Leave request: view public', on: 'leave_request' },
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

  it('grants nothing for an effect that it does not know, or an action that cannot be a name', () => {
    const { may, set } = evaluate({ results: [answer('1', { play: 'EFFECT_NO_MATCH', '': 'EFFECT_ALLOW' })] });
    expect([may.can('call.play', { id: '1' }), set.grants]).toEqual([false, []]);
  });

  it('takes kinds and actions apart that only differ in what cannot be in a name, and closes what is mixed up', () => {
    const results = [answer('1', { 'a:b': 'EFFECT_ALLOW', 'a-b': 'EFFECT_DENY' })];
    expect(evaluate({ results }).may.can('call.a-b', { id: '1' })).toBe(false);
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
