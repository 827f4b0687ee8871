import { expect, test } from 'vitest';
import { type Draft, settingsOf } from '../../../../src/components/MatrixEditor/panels/settingDraft.js';
import type { Scope } from '../../../../src/model/scope.js';
import { smallCatalog } from '../../../evaluator/small.js';

const catalog = smallCatalog({});
const draft = (scope: Scope, more: Partial<Draft> = {}): Draft => ({
  choice: 'allow',
  scope,
  value: '',
  startsAt: undefined,
  endsAt: undefined,
  ...more,
});
const read = (permission: string, of: Draft) => settingsOf(catalog, permission, of, undefined);

test('a right over records is not allowed before it is said how far', () => {
  const problem = { problem: 'Choose how far it reaches; so far it reaches nothing.' };
  for (const scope of [{}, { in: {} }, { in: { queue: [] } }, { within: { queue: 'any' } }] satisfies Scope[])
    expect(read('calls.view', draft(scope))).toEqual(problem);
  for (const scope of ['all', { own: true }, { in: { queue: 'mine' } }] satisfies Scope[])
    expect(read('calls.view', draft(scope))).toEqual({ settings: [{ effect: 'allow', scope }] });
});

test('how far is not asked of a right without records, or of a deny', () => {
  expect(read('menu.open', draft({}))).toEqual({ settings: [{ effect: 'allow' }] });
  expect(read('calls.view', draft({}, { choice: 'deny' }))).toEqual({ settings: [{ effect: 'deny' }] });
});
