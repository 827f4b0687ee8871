import { checkCatalog, createEvaluator, type Grant, type GrantSet } from 'hookswitch/core';

/** The system that every contestant expresses: calls in reach by queue, owner and extension, and toggles. */
export const catalog = checkCatalog({
  id: 'bench',
  dimensions: Object.fromEntries(
    ['extension', 'queue', 'number', 'group', 'line', 'site', 'team'].map((id) => [id, { label: id }] as const),
  ),
  resources: {
    call: {
      label: 'Call',
      owner: 'ownerId',
      dimensions: {
        extension: 'extension',
        queue: 'queueId',
        number: 'numberId',
        group: 'groupId',
        line: 'lineId',
        site: 'siteId',
        team: 'teamId',
      },
    },
  },
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'recordings.play': { kind: 'right', label: 'Play recordings', on: 'call' },
    ...Object.fromEntries(
      Array.from(
        { length: 60 },
        (_, i) => [`area${i}.use`, { kind: 'right', label: `Right ${i}`, on: 'call' }] as const,
      ),
    ),
    'sms.send': { kind: 'right', label: 'Send SMS' },
  },
  roles: { agent: { label: 'Agent' } },
});

/** A call as an application has it. */
export interface Call {
  readonly id: number;
  readonly ownerId: string;
  readonly extension: string;
  readonly queueId: string;
  readonly numberId: string;
  readonly groupId: string;
  readonly lineId: string;
  readonly siteId: string;
  readonly teamId: string;
}

export const ids = (count: number, kind = 'queue'): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${kind}-${i}`);

/** Calls of twice as many queues as the ids asked about, so that every second answer is no. */
export function callsOf(count: number, queues: number): readonly Call[] {
  return Array.from({ length: count }, (_, i) => ({
    id: i,
    ownerId: `user-${i % 500}`,
    extension: `ext-${i % 500}`,
    queueId: `queue-${(i * 7) % queues}`,
    numberId: `number-${(i * 13) % 1000}`,
    groupId: `group-${i % 50}`,
    lineId: `line-${i % 5}`,
    siteId: `site-${i % 90}`,
    teamId: `team-${i % 70}`,
  }));
}

export function grantSet(grants: readonly Grant[], revision = 1): GrantSet {
  return {
    format: 'hookswitch/grants@1',
    catalog: 'bench',
    subject: { id: 'user-7', tenant: 'acme', roles: ['agent'], extensions: ['ext-9'], memberships: {}, licenses: [] },
    revision,
    issuedAt: 0,
    grants,
  };
}

export const allow = (permission: string, scope?: Grant['scope']): Grant => ({
  permission,
  effect: 'allow',
  from: 'role:agent',
  ...(scope && { scope }),
});

export const evaluatorOf = (grants: readonly Grant[]) => createEvaluator(catalog, grantSet(grants), { now: 1 });

/** How many of `ops` questions, going round over the records, were answered yes. */
export function count<T>(records: readonly T[], ask: (record: T) => boolean): (ops: number) => number {
  return (ops) => {
    let yes = 0;
    for (let i = 0; i < ops; i += 1) {
      const record = records[i % records.length];
      if (record !== undefined && ask(record)) yes += 1;
    }
    return yes;
  };
}
