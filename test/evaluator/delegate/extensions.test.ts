// What is on one's extension is one's own (law 11): extensions are fenced by the right to hand them out.
import { expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { RoleDefinition } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const permission = 'calls.view';
const kinds = {
  own: { label: 'x', grants: [{ permission, scope: { own: true } }] },
  mine: { label: 'x', grants: [{ permission, scope: { in: { extension: 'mine' } } }] },
  muted: { label: 'x', grants: [{ permission, effect: 'deny', scope: { own: true } }] },
  sales: { label: 'x', grants: [{ permission, scope: { in: { queue: ['sales'] } } }] },
} as const satisfies Readonly<Record<string, RoleDefinition>>;
const names = Object.keys(kinds);
const catalog = smallCatalog({
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { extension: 'extension', queue: 'queue' } },
    user: { label: 'User', owner: 'id', dimensions: {} },
  },
  permissions: {
    'team.manage': { kind: 'right', label: 'x', on: 'user' },
    [permission]: { kind: 'right', label: 'x', on: 'call' },
  },
  roles: { ...kinds, lead: { label: 'Lead', grants: [{ permission: 'team.manage', scope: 'all' }], manages: names } },
  delegation: { resource: 'user', manage: 'team.manage' },
});

/** Every set of the roles, with an extension and without. */
const members: readonly Member[] = Array.from({ length: 2 ** names.length }, (_, bits) =>
  names.filter((__, i) => bits & (2 ** i)),
).flatMap((roles) => [[], ['1']].map((extensions) => person({ id: 'ann', roles, extensions })));

test.each([[[]], [['own']], [['mine']], [['own', 'muted']], [['sales']]])(
  'what a ceiling refuses at once to a lead with %j is reached by no sequence of allowed edits either',
  (roles) => {
    const lead = person({ id: 'lea', roles: ['lead', ...roles], extensions: ['9'] });
    const by = createDelegation(catalog, resolveGrants(catalog, lead), { now: 0 });
    let refused = 0;
    for (const start of members) {
      // A set is walked in the order in which it grows.
      const reached = new Set([start]);
      for (const at of reached)
        for (const next of members) if (by.canChange(at, next).status === 'allowed') reached.add(next);
      for (const end of members) {
        const decision = by.canChange(start, end);
        if (decision.status !== 'denied') continue;
        expect(decision.reason).toBe('ceiling');
        expect(reached.has(end)).toBe(false);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(0);
  },
);
