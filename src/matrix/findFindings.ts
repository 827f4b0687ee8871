import { advise, type Finding } from '../evaluator/report/advise.js';
import type { Member } from '../model/member.js';
import type { Matrix } from './Matrix.js';

/** So many members at once take about a tenth of a second. */
const slice = 50;

/** What `advise` finds about all members that were read, in slices so that nothing stands still; worst first. */
export async function findFindings(matrix: Matrix, signal: AbortSignal): Promise<readonly Finding[]> {
  matrix.catchUp();
  const members = matrix.members().flatMap((target) => {
    const state = matrix.shown(target);
    return state?.kind === 'member' ? [state.member] : [];
  });
  const options = { now: matrix.now() };
  const found = new Map<string, Finding>();
  for (let at = 0; at < members.length; at += slice) {
    for (const finding of advise(matrix.catalog(), members.slice(at, at + slice), options))
      if (!isAboutHolders(finding)) found.set(keyOf(finding), merged(found.get(keyOf(finding)), finding));
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  // Whether a role has no holder, one or more, two of its holders tell as well as all.
  const holders = Object.keys(matrix.catalog().roles).flatMap((role) => firstTwo(members, role));
  const aboutHolders = advise(matrix.catalog(), [...new Set(holders)], options).filter(isAboutHolders);
  const order = ['error', 'warning', 'info'];
  return [...found.values(), ...aboutHolders].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function isAboutHolders({ code }: Finding): boolean {
  return code === 'no-holder' || code === 'one-holder';
}

function firstTwo(members: readonly Member[], role: string): readonly Member[] {
  return members.filter(({ roles }) => roles.includes(role)).slice(0, 2);
}

function keyOf({ code, permission, role, missing }: Finding): string {
  return JSON.stringify([code, permission, role, missing]);
}

function merged(before: Finding | undefined, after: Finding): Finding {
  if (!before) return after;
  const { fix } = before;
  const edits =
    fix?.kind === 'edit' || after.fix?.kind === 'edit' ? { ...editsIn(before), ...editsIn(after) } : undefined;
  return {
    ...before,
    members: [...before.members, ...after.members],
    ...(edits && { fix: { kind: 'edit' as const, edits } }),
  };
}

function editsIn({ fix }: Finding) {
  return fix?.kind === 'edit' ? fix.edits : {};
}
