import type { CallerNumber } from '../../../src/components/CallerIdPicker/index.js';
import type { Member } from 'hookswitch/core';

/** A number of an organisation; some belong to an IVR. */
export interface Line extends CallerNumber {
  readonly ivr?: string;
}

/** The numbers that the people below can have. */
export const lines: readonly Line[] = [
  { id: 'direct', number: '+33142685309', label: 'Direct line' },
  { id: 'sales', number: '+33142685301', label: 'Sales', ivr: 'sales' },
  { id: 'support', number: '+33142685302', label: 'Support', ivr: 'support' },
  { id: 'partner', number: '+33142685303', label: 'Partner' },
];

/** Ada, in the way that an administrator of one of the phone systems has set her up. */
export function ada(role: string, { overrides = [], ...more }: Partial<Omit<Member, 'overrides'>> & Overrides): Member {
  return {
    id: 'ada',
    tenant: 'harbour',
    roles: [role],
    extensions: ['100'],
    memberships: {},
    licenses: [],
    packages: [],
    overrides: overrides.map((each) => ({ effect: 'allow', ...each })),
    ...more,
  };
}

interface Overrides {
  readonly overrides?: readonly Omit<Member['overrides'][number], 'effect'>[];
}

/** Ringover's “Edit caller ID”, one of its modes; she is in the IVR of sales, and the partner's number is on her list. */
export const editing = (mode: 'off' | 'assignedIvrs' | 'standards' | 'list'): Member =>
  ada('none', {
    overrides: [{ permission: 'callerId.edit', value: mode }],
    memberships: { ivr: ['sales'], number: ['partner'] },
  });

/** A right on some numbers. */
export const onLines = (permission: string, ...ids: readonly string[]) => ({
  permission,
  scope: { in: { number: ids } },
});
