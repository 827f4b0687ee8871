import type { CallerNumber } from '../../../src/components/CallerIdPicker/index.js';
import type { OngoingCall } from '../../../src/components/LiveCallControls/index.js';
import type { WaitingCall } from '../../../src/components/WaitingList/index.js';

/** Numbers of a firm in Paris with an office in Los Angeles. Their ids are what a backend makes them: the numbers. */
export const someNumbers: readonly CallerNumber[] = [
  { id: '+33142685300', number: '+33142685300', label: 'Reception', group: 'Paris' },
  { id: '+33142685301', number: '+33142685301', label: 'Sales, Paris', group: 'Paris' },
  { id: '+33491001122', number: '+33491001122', label: 'Sales, Marseille', group: 'South' },
  { id: '+12136472453', number: '+12136472453', label: 'West coast', group: 'Los Angeles', display: '213-647-2453' },
  { id: '+13322139228', number: '+13322139228', group: 'Los Angeles' },
];

/** The default of the viewer. */
export const defaultNumber = '+33142685300';

/** As many numbers as a large organisation has. */
export function manyNumbers(count: number): readonly CallerNumber[] {
  return Array.from({ length: count }, (_, i) => {
    const number = `+3361${String(2_000_000 + i * 37).padStart(7, '0')}`;
    return { id: number, number, label: `Line ${i + 1}`, group: `Branch ${Math.floor(i / 50) + 1}` };
  });
}

/** A call that Jasmine is in, who agreed to be listened to. */
export interface LiveCallRecord extends OngoingCall {
  readonly queue: string;
  readonly consents: readonly string[];
}

/** An ongoing call in the sales queue. */
export const jasminesCall: LiveCallRecord = { id: 'call-7', queue: 'sales', consents: ['supervision.agree'] };

/** The same without her consent. */
export const privateCall: LiveCallRecord = { id: 'call-8', queue: 'sales', consents: [] };

/** When the stories and tests take place, in milliseconds since 1970. */
export const noon = Date.UTC(2026, 10, 3, 12);

/** Calls that wait. */
export const waitingCalls: readonly WaitingCall[] = [
  { id: 'w2', number: '+33612345678', name: 'Nadia Benali', queue: 'Sales', since: noon - 42_000 },
  { id: 'w1', number: '+442079460123', queue: 'Support', since: noon - 187_000 },
  { id: 'w3', queue: 'Sales', since: noon - 5_000 },
];

/** Tags that calls can get. */
export const someTags = ['Order', 'Complaint', 'Invoice', 'Call back', 'Wrong number'].map((label, i) => ({
  id: `tag-${i}`,
  label,
}));
