import { advise, type Finding } from '../evaluator/report/advise.js';
import type { Member } from '../model/member.js';
import type { Matrix } from './Matrix.js';

/** Members per slice: so many take about a tenth of a second. */
const slice = 50;

/** The findings of `advise` about all members that were read, worst first; in slices that keep the page responsive. */
export async function findFindings(matrix: Matrix, signal: AbortSignal): Promise<readonly Finding[]> {
  matrix.catchUp();
  const members = matrix.members().flatMap((target) => {
    const state = matrix.shown(target);
    return state?.kind === 'member' ? [state.member] : [];
  });
  const options = { now: matrix.now() };
  const found = new Map<string, Finding[]>();
  for (let at = 0; at < members.length; at += slice) {
    for (const finding of advise(matrix.catalog(), members.slice(at, at + slice), options))
      if (!isAboutHolders(finding)) add(found, finding);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  // Two holders of a role show as well as all of them whether it has none, one or more.
  const aboutHolders = advise(matrix.catalog(), firstTwoOfEachRole(members), options).filter(isAboutHolders);
  return [...[...found.values()].flatMap(merged), ...aboutHolders].sort(
    (a, b) => order[a.severity] - order[b.severity],
  );
}

const order = { error: 0, warning: 1, info: 2 } as const;

function isAboutHolders({ code }: Finding): boolean {
  return code === 'no-holder' || code === 'one-holder';
}

function firstTwoOfEachRole(members: readonly Member[]): readonly Member[] {
  const counts = new Map<string, number>();
  return members.filter(({ roles }) => {
    const isNeeded = roles.some((role) => (counts.get(role) ?? 0) < 2);
    for (const role of new Set(roles)) counts.set(role, (counts.get(role) ?? 0) + 1);
    return isNeeded;
  });
}

function keyOf({ code, permission, role, missing }: Finding): string {
  return JSON.stringify([code, permission, role, missing]);
}

function add(found: Map<string, Finding[]>, finding: Finding) {
  const key = keyOf(finding);
  const alike = found.get(key);
  if (alike) alike.push(finding);
  else found.set(key, [finding]);
}

/** One finding about the members of all of these, which say the same of different members. */
function merged(alike: readonly Finding[]): readonly Finding[] {
  const [first] = alike;
  if (!first) return [];
  const edits = alike.flatMap(({ fix }) => (fix?.kind === 'edit' ? Object.entries(fix.edits) : []));
  const isEdit = alike.some(({ fix }) => fix?.kind === 'edit');
  return [
    {
      ...first,
      members: alike.flatMap(({ members }) => members),
      ...(isEdit && { fix: { kind: 'edit', edits: Object.fromEntries(edits) } }),
    },
  ];
}
