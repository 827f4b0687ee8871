import { expect, test } from 'vitest';
import { nearest } from '../../src/base/nearest.js';

const names = ['calls.view', 'calls.play', 'recordings.play', 'sms.send'];

test.each([
  ['letters that changed places', 'calls.veiw', 'calls.view'],
  ['a letter too many', 'calls.viewe', 'calls.view'],
  ['a letter too few', 'recording.play', 'recordings.play'],
  ['other capitals', 'Calls.Play', 'calls.play'],
  ['the nearer of two', 'calls.plau', 'calls.play'],
  ['nothing where all are far', 'billing.pay', undefined],
  ['nothing for no name', '', undefined],
])('what was meant is found by %s', (_, name, expected) => {
  expect(nearest(name, names)).toBe(expected);
});

test('of no names none is near', () => {
  expect(nearest('calls.view', [])).toBeUndefined();
});

test('for a name of more than 64 letters none is looked for', () => {
  expect(nearest(`${'a'.repeat(63)}b`, ['a'.repeat(64)])).toBe('a'.repeat(64));
  expect(nearest(`${'a'.repeat(64)}b`, ['a'.repeat(65)])).toBeUndefined();
});
