import { expect, test } from 'vitest';
import { newMistakesOf } from '../../../src/evaluator/report/newMistakesOf.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { person } from '../../presets/ask.js';

const catalog = checkCatalog({ id: 'new-mistakes', permissions: {}, roles: { agent: {} } });

test('a member is looked at once in each state, and by others apart', () => {
  const ann = person({ id: 'ann', roles: ['agnet'] });
  const find = (member = ann, state: string | number = 1) => newMistakesOf(catalog, member, state).length;
  expect([find(), find(), find(ann, 2), find(ann, 2)]).toEqual([1, 0, 1, 0]);
  expect([find({ ...ann, id: 'bob' }), find({ ...ann, tenant: 'rival' })]).toEqual([1, 1]);
  expect(newMistakesOf({ ...catalog, id: 'other-mistakes' }, ann, 1)).toHaveLength(1);
});
