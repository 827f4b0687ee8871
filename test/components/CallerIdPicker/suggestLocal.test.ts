import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { suggestLocal } from '../../../src/components/CallerIdPicker/suggestLocal.js';

const list = (...numbers: readonly string[]) => numbers.map((number) => ({ id: number, number }));
const nearness = (numbers: readonly string[], to: string, plan = {}) =>
  suggestLocal(list(...numbers), to, plan)?.nearness;

test.each([
  ['Jamaica from New York', '+12125550100', '+18765551234', undefined],
  ['Toronto from New York', '+12125550100', '+14165550100', undefined],
  ['Puerto Rico from Miami', '+13055550100', '+17875550100', undefined],
  ['Kazakhstan from Moscow', '+74951234567', '+77012345678', undefined],
  ['Guernsey from London', '+442079460123', '+441481123456', undefined],
  ['Los Angeles from New York', '+12125550100', '+13105550100', 'same-country'],
  ['New York from New York', '+12125550100', '+12125550199', 'same-area'],
  ['Toronto from Toronto', '+14165550100', '+14165550199', 'same-area'],
  ['a mobile from a French mobile', '+33612345678', '+33612349999', 'same-country'],
  ['a mobile from a German mobile', '+4915112345678', '+4915112349999', 'same-country'],
  ['Paris from Paris', '+33142685300', '+33155555555', 'same-area'],
  ['Marseille from Paris', '+33142685300', '+33491001122', 'same-country'],
  ['Bradford from Brighton', '+441273123456', '+441274123456', 'same-country'],
  ['London from London', '+442079460123', '+442079469999', 'same-area'],
  ['Solingen from Düsseldorf', '+492111234567', '+492121234567', 'same-country'],
  ['Berlin from Berlin', '+4930123456', '+49301239999', 'same-area'],
  ['a free number, which is all of North America’s', '+12125550100', '+18005551234', undefined],
  ['anybody from a free number', '+18005551234', '+12125550100', undefined],
])('%s is near as far as is known: %s, %s, %s', (_what, from, to, near) => {
  expect(nearness([from], to)).toBe(near);
});

test('an area counts more than digits that happen to be the same', () => {
  const numbers = list('+12135550100', '+12125559999');
  expect(suggestLocal(numbers, '+12125550100')).toEqual({ number: numbers[1], nearness: 'same-area' });
});

test('what is called is read like everything that is dialled', () => {
  expect(nearness(['+12125550100'], '*67 (212) 555-01AA', { country: 'US' })).toBe('same-area');
  expect(nearness(['+1 212-555-0100'], '1-876-CALLNOW', { country: 'US' })).toBeUndefined();
});

test('the types of the full list of numbers tell more countries’ areas', () => {
  const typeOf = (number: string) => parsePhoneNumberFromString(number)?.getType();
  expect(nearness(['+4312345678'], '+4319999999')).toBe('same-country');
  expect(nearness(['+4312345678'], '+4319999999', { typeOf })).toBe('same-area');
});
