// A small phone system that the tests of the react layer share.
import { defineCatalog } from '../../src/model/defineCatalog.js';
import { type Grant, type GrantSet, grantSetFormat } from '../../src/model/grant.js';
import type { Scope } from '../../src/model/scope.js';

export const catalog = defineCatalog({
  id: 'desk',
  dimensions: { extension: { label: 'Extension' }, queue: { label: 'Queue' } },
  resources: {
    call: { label: 'Call', owner: 'userId', dimensions: { extension: 'extension', queue: 'queue' } },
  },
  permissions: {
    'calls.view': { kind: 'right', label: 'See calls', on: 'call' },
    'recordings.play': { kind: 'right', label: 'Hear recordings', on: 'call' },
    'sms.send': { kind: 'right', label: 'Send messages' },
    'reports.view': { kind: 'right', label: 'Reports', plans: ['pro', 'max'] },
    'calls.maxChannels': { kind: 'number', label: 'Calls at once', unit: 'count', min: 1, max: 10, default: 2 },
    'calls.tag': { kind: 'duty', label: 'Tag every call' },
  },
  roles: { agent: { label: 'Agent' } },
  plans: { pro: { label: 'Professional' }, max: { label: 'Maximum' } },
});

export interface Call {
  readonly id: number;
  readonly queue?: string;
  readonly userId?: string;
}

export const salesCall: Call = { id: 1, queue: 'sales' };
export const supportCall: Call = { id: 2, queue: 'support' };

export const allow = (permission: string, scope?: Scope, more: Partial<Grant> = {}): Grant => ({
  permission,
  effect: 'allow',
  from: 'role:agent',
  ...(scope && { scope }),
  ...more,
});

export const inQueues = (...queue: string[]): Scope => ({ in: { queue } });

export interface SetOptions extends Partial<Omit<GrantSet, 'subject'>> {
  readonly id?: string;
  readonly tenant?: string;
}

/** A grant set of ada, at revision 1, issued now, unless told otherwise. */
export function setOf(grants: readonly Grant[], { id = 'ada', tenant = 'acme', ...more }: SetOptions = {}): GrantSet {
  return {
    format: grantSetFormat,
    catalog: catalog.id,
    subject: { id, tenant, roles: ['agent'], extensions: [], memberships: {}, licenses: [] },
    revision: 1,
    issuedAt: Date.now(),
    grants,
    ...more,
  };
}
