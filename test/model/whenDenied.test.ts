import { expect, test } from 'vitest';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { whenDeniedOf } from '../../src/model/whenDenied.js';
import { ringover } from '../../src/presets/index.js';

const option = (...grants: string[]) => [
  { id: 'off', label: 'Off' },
  { id: 'on', label: 'On', grants },
];

const catalog = checkCatalog({
  id: 'c',
  permissions: {
    'a.frozen': { kind: 'right', whenDenied: 'freeze' },
    'a.hidden': { kind: 'right', whenDenied: 'hide' },
    'a.duty': { kind: 'duty', whenDenied: 'freeze' },
    'a.count': { kind: 'number', unit: 'count', min: 0, max: 1, default: 0, whenDenied: 'hide' },
    'a.silent': { kind: 'right' },
    'a.given': { kind: 'right' },
    'a.twice': { kind: 'right' },
    'b.level': {
      kind: 'choice',
      options: option('a.given', 'a.hidden', 'a.twice'),
      default: 'off',
      whenDenied: 'freeze',
    },
    'b.other': { kind: 'choice', options: option('a.twice'), default: 'off', whenDenied: 'hide' },
    'b.umbrella': { kind: 'right', implies: ['a.silent'], whenDenied: 'freeze' },
  },
});

test.each([
  ['a right that says it', 'a.frozen', 'freeze'],
  ['a duty', 'a.duty', 'freeze'],
  ['a number', 'a.count', 'hide'],
  ['a choice', 'b.level', 'freeze'],
  ['a right that a choice gives: as the choice says', 'a.given', 'freeze'],
  ['a right that a choice gives and that speaks for itself', 'a.hidden', 'hide'],
  ['a right that two choices give: frozen where one of them leaves it so', 'a.twice', 'freeze'],
  ['a right that only an umbrella opens', 'a.silent', undefined],
  ['a permission that there is not', 'no.such', undefined],
  ['a name that every object has', 'constructor', undefined],
])('what is shown without it is read off %s', (_, id, expected) => {
  expect(whenDeniedOf(catalog, id)).toBe(expected);
});

test('ringover freezes “Call with” and “Record”, and hides the tag field', () => {
  const ids = ['callerId.use', 'recording.control', 'calls.tag'];
  expect(ids.map((id) => whenDeniedOf(ringover, id))).toEqual(['freeze', 'freeze', 'hide']);
});
