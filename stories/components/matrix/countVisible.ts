import {
  applyEdits,
  type Catalog,
  createEvaluator,
  type Member,
  type MemberEdit,
  resolveGrants,
} from 'hookswitch/core';
import type { CountImpact, Setting } from '../../../src/components/MatrixEditor/index.js';

interface DemoCall {
  readonly ownerId: string;
  readonly extension: string;
  readonly groups: readonly string[];
  readonly number: string;
}

/** Calls of made-up people, eight of each, over four groups and six numbers. */
function callsOf(members: readonly Member[]): readonly DemoCall[] {
  return members.flatMap(({ id, extensions }, owner) =>
    Array.from({ length: 8 }, (_, i) => ({
      ownerId: id,
      extension: extensions[0] ?? '',
      groups: [`group-${((owner + i) % 4) + 1}`],
      number: `number-${(i % 6) + 1}`,
    })),
  );
}

/**
 * How an app counts what a change makes visible: the same evaluator over its own calls, before and after. Here it
 * looks at changes of members' own settings; a server would do the same in its database with `where` and `sql`.
 */
export function countVisible(catalog: Catalog, permission: string, members: readonly Member[]): CountImpact {
  const calls = callsOf(members);
  const visible = (member: Member) =>
    new Set(createEvaluator(catalog, resolveGrants(catalog, member), { now: Date.now() }).filter(permission, calls));
  return async (changes) => {
    const seen = new Set<DemoCall>();
    for (const member of members) {
      const edits = changes
        .filter(({ target, field }) => target === `member:${member.id}` && field.startsWith('overrides.'))
        // The field of a permission holds settings.
        .flatMap(({ field, next }) =>
          editsOf(field.slice('overrides.'.length), next as readonly Setting[] | undefined),
        );
      if (edits.length === 0) continue;
      const before = visible(member);
      for (const call of visible(applyEdits(member, edits))) if (!before.has(call)) seen.add(call);
    }
    return [{ label: seen.size === 1 ? 'call becomes visible' : 'calls become visible', count: seen.size }];
  };
}

function editsOf(permission: string, settings: readonly Setting[] | undefined): readonly MemberEdit[] {
  const [setting] = settings ?? [];
  return [setting ? { op: 'set', permission, ...setting } : { op: 'inherit', permission }];
}
