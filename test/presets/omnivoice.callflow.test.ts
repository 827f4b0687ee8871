import { expect, test } from 'vitest';
import { type OmnivoiceCall, omnivoiceCalls, omnivoiceMembers } from '../../src/msw/demo/omnivoice.js';
import { omnivoice } from '../../src/presets/omnivoice.js';
import { mayOf, memberOf } from './ask.js';

// What each person should see is told here from the raw records and the page alone; no scope, condition or
// permission takes part in it.
const idsWhere = (holds: (call: OmnivoiceCall) => boolean) => omnivoiceCalls.filter(holds).map((call) => call.id);

const seenBy = (id: string) =>
  mayOf(omnivoice, memberOf(omnivoiceMembers, id))
    .filter('calls.view', omnivoiceCalls)
    .map((call) => call.id);

/** Of what somebody sees, the calls of the sample call flow. */
const seenOfFlow = (id: string) => {
  const ofFlow = new Set(idsWhere((call) => call.callFlow === 'main'));
  return seenBy(id).filter((call) => ofFlow.has(call));
};

test.each([
  ['john', 'sales'],
  ['peter', 'sales'],
  ['jessica', 'support'],
  ['allie', 'support'],
])('%s sees of the call flow the calls that landed in %s, and only those', (id, group) => {
  const landed = idsWhere((call) => call.callFlow === 'main' && call.groups.includes(group));
  expect(landed.length).toBeGreaterThan(30);
  expect(seenOfFlow(id)).toEqual(landed);
});

test.each([
  ['john', 'sales'],
  ['jessica', 'support'],
])('the level of %s includes the one below it: outside of the call flow also their own calls', (id, group) => {
  const reached = idsWhere((call) => call.groups.includes(group) || call.ownerId === id);
  expect(seenBy(id)).toEqual(reached);
  expect(reached.length).toBeGreaterThan(idsWhere((call) => call.groups.includes(group)).length);
});

test('Jasmine sees only her own calls, also those that Support handed on to her', () => {
  const hers = idsWhere((call) => call.ownerId === 'jasmine');
  expect(omnivoiceCalls.filter((call) => hers.includes(call.id) && call.groups.includes('support'))).not.toEqual([]);
  expect(seenBy('jasmine')).toEqual(hers);
});

test('Karey sees every call of the call flow, and outside of it only her own', () => {
  const ofFlow = idsWhere((call) => call.callFlow === 'main');
  expect(ofFlow.length).toBeGreaterThan(100);
  expect(seenOfFlow('karey')).toEqual(ofFlow);
  expect(seenBy('karey')).toEqual(idsWhere((call) => call.callFlow === 'main' || call.ownerId === 'karey'));
});

test('Leo, who is outside the call flow, sees every call of +1 (213) 647-2453 and +1 (332) 213-9228, and only those', () => {
  const ofNumbers = idsWhere((call) => call.number === '+12136472453' || call.number === '+13322139228');
  expect(seenBy('leo')).toEqual(ofNumbers);
  const ofFlow = idsWhere((call) => call.callFlow === 'main');
  expect(ofNumbers).toEqual(expect.arrayContaining(ofFlow));
});

test('calls of other numbers and flows are seen by none of them, and by the Administrator', () => {
  const elsewhere = idsWhere((call) => call.callFlow === 'warehouse');
  expect(elsewhere.length).toBeGreaterThan(20);
  for (const id of ['john', 'peter', 'jessica', 'jasmine', 'allie', 'leo', 'karey']) {
    expect(seenBy(id).filter((call) => elsewhere.includes(call))).toEqual([]);
  }
  expect(seenBy('dana')).toEqual(idsWhere(() => true));
});

test('no two of Sales, Support, Jasmine, Karey and Leo see the same calls', () => {
  const views = ['john', 'jessica', 'jasmine', 'karey', 'leo', 'dana'].map((id) => seenBy(id).join());
  expect(new Set(views).size).toBe(views.length);
});

test('nobody sees any call once the company is off the Company plan', () => {
  const { plan: _, ...leo } = memberOf(omnivoiceMembers, 'leo');
  const [call = {}] = omnivoiceCalls.filter(({ number }) => number === '+12136472453');
  expect(mayOf(omnivoice, leo).check('calls.view', call)).toMatchObject({
    status: 'denied',
    reason: 'prerequisite',
    missing: { kind: 'permission', ids: ['access.given'] },
  });
});
