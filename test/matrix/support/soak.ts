import { createMatrix } from '../../../src/matrix/createMatrix.js';
import type { Matrix, OpenEdit } from '../../../src/matrix/Matrix.js';
import { fieldOf } from '../../../src/matrix/field.js';
import { systemClock } from '../../../src/client/systemClock.js';
import { isRoleTarget } from '../../../src/matrix/target.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import type { RoleDefinition } from '../../../src/model/catalog.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import { applyRoleEdits } from '../../../src/evaluator/resolve/applyRoleEdits.js';
import type { RoleEdit } from '../../../src/model/role.js';
import { withRoleChanges } from '../../../src/evaluator/resolve/withRoleChanges.js';
import { faultyNetwork } from './faultyNetwork.js';
import { grantsOf, person, phones } from './phones.js';
import { createRandom, type Random } from './random.js';
import { randomStep } from './randomStep.js';
import { realApi } from './realApi.js';
import { type Accepted, overwritten, recording, watchLosses } from './soakChecks.js';

/** What a soak came to. */
export interface SoakReport {
  readonly seed: number;
  readonly editsMade: number;
  /** How many of them changed what a role gives to everybody who holds it. */
  readonly roleEdits: number;
  readonly savesAccepted: number;
  readonly auditEntries: number;
  readonly conflictsMet: number;
  readonly refusalsMet: number;
  readonly undone: number;
  readonly redone: number;
  /** How often an editor was offline for a while, or closed and opened again. */
  readonly interruptions: number;
  /** What does not agree; empty when all is well. */
  readonly disagreements: readonly string[];
}

interface Editor {
  readonly matrix: Matrix;
  /** Whether its administrator is doing something: what goes then was taken back. */
  readonly isActing: { now: boolean };
  stop: () => void;
}

/**
 * Lets several administrators edit the same people at random over a faulty network, one of them in two tabs and one
 * with staged changes, then compares everything.
 */
export async function soak({
  seed,
  edits,
  administrators,
}: {
  seed: number;
  edits: number;
  administrators: number;
}): Promise<SoakReport> {
  const random = createRandom(seed);
  const admins = Array.from({ length: administrators }, (_, i) =>
    person(`admin${i}`, i === 0 ? 'owner' : i < 3 ? 'admin' : 'lead'),
  );
  const staff = Array.from({ length: 20 }, (_, i) => person(`agent${i}`, 'agent'));
  const members = [...admins, ...staff];
  const api = realApi(phones, members);
  const accepted: Accepted[] = [];
  const losses: string[] = [];
  const [, twice] = admins;
  const editors = [...admins, ...(twice ? [twice] : [])].map((admin, i): Editor => {
    const edits = (): readonly OpenEdit[] => matrix.openEdits();
    const backend = recording(api.backendOf(admin, faultyNetwork(api.fetch, random)), admin.id, edits, accepted);
    const matrix: Matrix = createMatrix({
      catalog: phones,
      backend,
      mode: i === 2 ? 'staged' : 'auto',
      actor: grantsOf(admin),
      holders: () => 2,
      // The pauses between attempts, a hundred times shorter.
      clock: {
        ...systemClock,
        random: random.next,
        after: (ms, run) => systemClock.after(ms / 100, run),
      },
    });
    const isActing = { now: false };
    const isAccepted = ({ target, field }: OpenEdit) =>
      accepted.some(
        ({ actor, request }) =>
          actor === admin.id && request.target === target && request.edits.some((each) => fieldOf(each) === field),
      );
    watchLosses(matrix, isActing, isAccepted, (loss) => losses.push(`${admin.id}: ${loss}`));
    return { matrix, isActing, stop: matrix.start() };
  });
  const counts = { roleEdits: 0, conflictsMet: 0, refusalsMet: 0, undone: 0, redone: 0, interruptions: 0 };
  await until(() => editors.every(({ matrix }) => matrix.status().load.status === 'complete'));
  const ids = staff.map(({ id }) => id);
  for (let made = 0; made < edits;) {
    const editor = random.pick(editors);
    const { matrix, isActing } = editor;
    isActing.now = true;
    const changes = randomStep(random, ids).slice(0, edits - made);
    made += changes.length;
    for (const { result, target } of matrix.edit(changes, 'Soak'))
      if (result === 'change' && isRoleTarget(target)) counts.roleEdits++;
    if (random.chance(0.05)) {
      matrix.undo();
      counts.undone++;
      if (random.chance(0.5)) {
        matrix.redo();
        counts.redone++;
      }
    }
    if (random.chance(0.2)) settleSome(matrix, random, counts);
    if (random.chance(0.05)) matrix.apply();
    if (random.chance(0.04)) interrupt(editor, random, counts);
    isActing.now = false;
    await new Promise((resolve) => {
      setTimeout(resolve, random.next() * 2);
    });
  }
  editors.forEach(({ matrix }) => matrix.setOnline(true));
  await until(() => {
    editors.forEach(({ matrix, isActing }) => {
      isActing.now = true;
      settleSome(matrix, random, counts);
      matrix.apply();
      isActing.now = false;
    });
    return editors.every(({ matrix }) => matrix.openEdits().length === 0);
  });
  const audit = (await allAudit(api.reader)).reverse();
  const stored = new Map(
    (await api.reader.membersById(members.map(({ id }) => id))).map((each) => [each.member.id, each]),
  );
  const last = audit.at(-1)?.revision ?? 0;
  const { roles } = await api.reader.subject(members[0]?.id ?? '');
  const isCurrent = ({ matrix }: Editor) => isUpToDate(matrix, stored) && hasRoles(matrix, roles);
  await until(() => editors.every(isCurrent), 20_000).catch(() => undefined);
  const disagreements = [...losses];
  const compare = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)))
      disagreements.push(`${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`);
  };
  for (const [id, { member }] of stored) {
    const ofIt = audit.filter(({ target }) => target.kind === 'member' && target.id === id);
    const operations = ofIt.flatMap((entry) => entry.operations as readonly MemberEdit[]);
    const first = members.find((each) => each.id === id);
    if (first) {
      compare(`audit replayed for ${id}`, applyEdits(first, operations), member);
      disagreements.push(...overwritten(first, ofIt, accepted));
    }
    editors.forEach(({ matrix }, i) => {
      const shown = matrix.shown(`member:${id}`);
      compare(`screen ${i} of ${id}`, shown?.kind === 'member' && shown.member, member);
    });
  }
  const now = withRoleChanges(
    phones,
    roles.map(({ role }) => role),
  );
  for (const [id, role] of Object.entries(now.roles)) {
    const operations = audit
      .filter(({ target }) => target.kind === 'role' && target.id === id)
      .flatMap((entry) => entry.operations as readonly RoleEdit[]);
    const replayed = applyRoleEdits({ shared: phones, catalog: phones, changes: [] }, id, undefined, operations);
    compare(
      `audit replayed for role ${id}`,
      whole(withRoleChanges(phones, replayed ? [replayed] : []).roles[id]),
      whole(role),
    );
    editors.forEach(({ matrix }, i) =>
      compare(`screen ${i} of role ${id}`, whole(matrix.catalog().roles[id]), whole(role)),
    );
  }
  for (const { actor, request, revision } of accepted) {
    // A retry is answered with how things are by then, so its edit may be older than its answer.
    const isThere = audit.some(
      (each) =>
        each.actor === actor &&
        each.revision > request.revision &&
        each.revision <= revision &&
        JSON.stringify(each.operations) === JSON.stringify(request.edits),
    );
    // An edit that changed nothing is accepted and leaves no entry: its revision is that of the edit before.
    const changedNothing = request.revision === revision;
    if (!isThere && !changedNothing) disagreements.push(`accepted edit ${request.key} is not in the audit log`);
  }
  const keys = new Set(
    accepted.filter(({ request, revision }) => request.revision !== revision).map(({ request }) => request.key),
  );
  if (keys.size !== audit.length)
    disagreements.push(`${audit.length} audit entries for ${keys.size} accepted edits up to revision ${last}`);
  editors.forEach(({ stop }) => stop());
  return { seed, editsMade: edits, savesAccepted: keys.size, auditEntries: audit.length, ...counts, disagreements };
}

/** A role that lists nothing gives nothing. */
function whole(role: RoleDefinition | undefined): object {
  return { ...role, grants: role?.grants ?? [] };
}

/** The network goes or comes back, or the page with the editor is left and opened again. */
function interrupt(editor: Editor, random: Random, counts: { interruptions: number }) {
  const { matrix } = editor;
  counts.interruptions++;
  if (random.chance(0.5)) return matrix.setOnline(!matrix.status().online);
  editor.stop();
  editor.stop = matrix.start();
}

/** What an administrator would do about conflicts and refusals: keep one or the other, and give up what is refused. */
function settleSome(matrix: Matrix, random: Random, counts: { conflictsMet: number; refusalsMet: number }) {
  for (const { target, field, save } of matrix.openEdits()) {
    if (save.status === 'conflict') {
      counts.conflictsMet++;
      if (random.chance(0.5)) matrix.keepMine(target, field);
      else matrix.takeTheirs(target, field);
    }
    if (save.status === 'failed') {
      counts.refusalsMet++;
      matrix.discard(target, field);
    }
  }
}

async function allAudit(reader: ReturnType<typeof realApi>['reader']) {
  return [...(await reader.audit({ limit: 100_000 }))];
}

function isUpToDate(matrix: Matrix, stored: ReadonlyMap<string, { readonly revision: number }>): boolean {
  return [...stored].every(([id, { revision }]) => (matrix.shown(`member:${id}`)?.revision ?? 0) >= revision);
}

function hasRoles(
  matrix: Matrix,
  roles: readonly { readonly role: { readonly id: string }; readonly revision: number }[],
): boolean {
  return roles.every(({ role, revision }) => {
    const shown = matrix.shown(`role:${role.id}`)?.revision ?? 0;
    return shown >= revision || shown < 0;
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}

async function until(condition: () => boolean, most = 120_000): Promise<void> {
  const end = Date.now() + most;
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not come to that in time.');
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
