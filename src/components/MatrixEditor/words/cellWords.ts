import type { Catalog } from '../../../model/catalog.js';
import type { Missing } from '../../../model/decision.js';
import { explainDecision } from '../../../react/explainDecision.js';
import type { Messages } from '../../../react/messages.js';
import type { Stop } from '../engine/describeCell.js';
import type { SaveProblem } from '../engine/MatrixBackend.js';
import type { MatrixCell, SaveState } from '../engine/MatrixCell.js';
import type { PlannedChange } from '../engine/plan.js';
import { slotId, type SlotValue } from '../engine/slot.js';
import { slotWords } from './slotWords.js';
import { effectWords, settingWords, sourcesWords } from './effectWords.js';

/** What stands beside a cell's value, as lines of a description. */
export function cellLines(
  catalog: Catalog,
  messages: Messages,
  permission: string,
  cell: MatrixCell,
): readonly string[] {
  const { own, inherited, effective, stop, lock, save, touched } = cell;
  const from = sourcesWords(catalog, effective);
  return [
    `Effective: ${effectWords(catalog, permission, effective)}${from && `, ${from}`}.`,
    ...(own === undefined
      ? []
      : [
          `Set here: ${settingWords(catalog, permission, own)}.`,
          `Would inherit: ${effectWords(catalog, permission, inherited)}${inherited.sources.length > 0 ? `, ${sourcesWords(catalog, inherited)}` : ''}.`,
        ]),
    ...(stop ? [`Does not take effect: ${stopWords(catalog, stop)}.`] : []),
    ...(lock ? [`Locked: ${explainDecision(lock, messages, catalog)}`] : []),
    ...saveLines(catalog, messages, permission, save),
    ...(touched?.by === undefined ? [] : [`Changed by ${touched.by}.`]),
  ];
}

/** What keeps something from taking effect. */
export function stopWords(catalog: Catalog, { kind, missing }: Stop): string {
  switch (kind) {
    case 'plan':
      return `the plan does not include it${needed(catalog, missing)}`;
    case 'license':
      return `a licence is missing${needed(catalog, missing)}`;
    case 'prerequisite':
      return `it needs another permission${needed(catalog, missing)}`;
    case 'not-grantable':
      return 'the role may not be given it';
    case 'reaches-nothing':
      return 'it reaches nothing yet';
  }
}

const tables = {
  permission: 'permissions',
  consent: 'permissions',
  plan: 'plans',
  license: 'licenses',
  role: 'roles',
} as const;

function needed(catalog: Catalog, missing: Missing | undefined): string {
  if (!missing) return '';
  const table = catalog[tables[missing.kind]] ?? {};
  const names = missing.ids.map((id) => (Object.hasOwn(table, id) ? table[id]?.label : undefined) ?? id);
  return ` (${names.join(' or ')})`;
}

function saveLines(catalog: Catalog, messages: Messages, permission: string, save: SaveState): readonly string[] {
  const words = (value: SlotValue) => slotWords(catalog, `permission:${permission}`, value);
  switch (save.status) {
    case 'saved':
      return [];
    case 'staged':
      return [`Not applied yet; was: ${words(save.from)}.`];
    case 'waiting':
    case 'saving':
      return ['Being saved.'];
    case 'unanswered':
      return ['Not saved yet: the service did not answer. It is tried again by itself.'];
    case 'failed':
      return [`Not saved: ${words(save.mine)}. ${problemWords(save.problem, messages, catalog)}`];
    case 'conflict':
      return [`Yours: ${words(save.mine)}. ${save.theirs.by ?? 'Somebody else'} wrote: ${words(save.theirs.value)}.`];
  }
}

/** Why a save was not accepted. */
export function problemWords(problem: SaveProblem, messages: Messages, catalog: Catalog): string {
  switch (problem.kind) {
    case 'refused':
      return explainDecision(problem.decision, messages, catalog);
    case 'invalid':
      return problem.message;
    case 'signed-out':
      return 'You are signed out. Sign in, then try again.';
    case 'gone':
      return 'It does not exist any more.';
  }
}

/** Why a change was left out. */
export function skipWords(change: PlannedChange, messages: Messages, catalog: Catalog): string {
  if (change.result !== 'skip') return '';
  return 'decision' in change ? explainDecision(change.decision, messages, catalog) : change.message;
}

/** What a slot is called: a permission's label, or what else it is. */
export function slotLabel(catalog: Catalog, slot: PlannedChange['slot']): string {
  const id = slotId(slot);
  if (slot === 'roles') return 'Role';
  if (slot === 'extensions') return 'Extensions';
  if (slot === 'reviewedAt') return 'Reviewed';
  if (slot.startsWith('package:')) return `Package ${catalog.packages?.[id]?.label ?? id}`;
  if (slot.startsWith('memberships:')) return catalog.dimensions[id]?.label ?? id;
  return catalog.permissions[id]?.label ?? id;
}
