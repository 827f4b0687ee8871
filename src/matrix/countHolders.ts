import type { Subject } from '../model/subject.js';
import type { MatrixTarget, TargetState } from './MatrixBackend.js';

/** The holders of a role, as far as members have been read. */
export interface RoleHolders {
  readonly count: number;
  /** One of each plan and set of licences among them, with how many there are of it. */
  readonly kinds: readonly { readonly subject: Subject; readonly count: number }[];
}

/** Nobody. */
export const noHolders: RoleHolders = { count: 0, kinds: [] };

/** The holders of each role among these members. */
export function countHolders(
  members: readonly MatrixTarget[],
  shown: (target: MatrixTarget) => TargetState | undefined,
): ReadonlyMap<string, RoleHolders> {
  const roles = new Map<string, Map<string, { readonly subject: Subject; count: number }>>();
  for (const target of members) {
    const state = shown(target);
    if (state?.kind !== 'member') continue;
    const { member } = state;
    const key = `${member.plan ?? ''}\n${member.licenses.join('\n')}`;
    for (const role of member.roles) {
      const kinds = roles.get(role) ?? new Map<string, { readonly subject: Subject; count: number }>();
      roles.set(role, kinds);
      const kind = kinds.get(key) ?? { subject: member, count: 0 };
      kind.count++;
      kinds.set(key, kind);
    }
  }
  return new Map([...roles].map(([role, kinds]) => [role, holdersOf([...kinds.values()])]));
}

function holdersOf(kinds: RoleHolders['kinds']): RoleHolders {
  return { kinds, count: kinds.reduce((sum, { count }) => sum + count, 0) };
}
