import { namesSomething } from '../../../evaluator/decide/reachOf.js';
import { withinDates } from '../../../evaluator/decide/timeWindow.js';
import type { Catalog, PermissionDefinition } from '../../../model/catalog.js';
import { isMoment } from '../../../base/moment.js';
import type { Scope } from '../../../model/scope.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import { isCompound } from '../../../matrix/preview.js';
import type { Setting } from '../../../matrix/field.js';
import { longForm } from '../../../matrix/effect.js';
import { parseSetting, settingText } from '../../../matrix/cellText.js';
import { effectWords, settingWords } from '../words/sentences.js';

/** The kind of a setting: `keep` leaves several settings as they are, `nothing` is a role that does not give it. */
export type Choice = 'keep' | 'inherit' | 'allow' | 'deny' | 'nothing' | 'must' | 'free' | 'value';

/** The choices in the form of one cell. */
export interface Draft {
  readonly choice: Choice;
  readonly scope: Scope;
  /** For a choice or a number: as it would be pasted. */
  readonly value: string;
  /** In milliseconds since 1970; `NaN` for what is no moment. */
  readonly startsAt: number | undefined;
  readonly endsAt: number | undefined;
}

/** The draft of the present settings. */
export function draftOf(
  definition: PermissionDefinition,
  { own, effective, inherited }: MatrixCell,
  asks: string | undefined,
): Draft {
  const [setting] = own ?? [];
  const { startsAt, endsAt, scope: present = effective.reach[0] ?? {} }: Partial<Setting> = withinDates(setting ?? {});
  const scope = asks === undefined ? present : asking(present, asks);
  const value = setting?.value ?? (definition.kind === 'right' ? undefined : inherited.value);
  return {
    choice: isCompound(own) ? 'keep' : asks === undefined ? choiceOf(definition, own) : 'allow',
    scope,
    value: value === undefined ? '' : settingText([{ effect: 'allow', value }]),
    startsAt,
    endsAt,
  };
}

/** The scope with the dimension that a row asks for, to choose from. */
function asking(scope: Scope, asks: string): Scope {
  const { in: reaches = {}, ...rest } = longForm(scope);
  return rest.all || Object.hasOwn(reaches, asks) ? scope : { ...rest, in: { ...reaches, [asks]: [] } };
}

function choiceOf(definition: PermissionDefinition, own: MatrixCell['own']): Choice {
  if (own === undefined) return 'inherit';
  const [setting] = own;
  if (!setting) return 'nothing';
  if (setting.effect === 'deny' || definition.kind === 'right') return setting.effect;
  if (definition.kind !== 'duty') return 'value';
  return setting.value === true ? 'must' : 'free';
}

/** The choices for one cell, in words. */
export function choicesFor(
  catalog: Catalog,
  permission: string,
  { own, inherited }: MatrixCell,
  isRole: boolean,
): readonly (readonly [Choice, string])[] {
  const kind = catalog.permissions[permission]?.kind;
  const isDenied = own?.some(({ effect }) => effect === 'deny') === true;
  return [
    ...(isCompound(own) ? [['keep', `Leave as it is (${settingWords(catalog, permission, own)})`] as const] : []),
    ['inherit', `Inherit (${effectWords(catalog, permission, inherited)})`],
    ...(kind === 'duty'
      ? ([
          ['must', 'Must'],
          ['free', 'Need not'],
        ] as const)
      : []),
    ...(kind === 'right' ? [['allow', 'Allow'] as const] : []),
    ...(kind === 'choice' || kind === 'number' ? [['value', 'Set to'] as const] : []),
    ...(isRole ? [['nothing', 'Not given by this role'] as const] : []),
    ...(kind === 'right' || isDenied ? [['deny', 'Deny'] as const] : []),
  ];
}

/** Whether a choice can hold for a while only. */
export function hasWindow(choice: Choice): boolean {
  return choice !== 'keep' && choice !== 'inherit' && choice !== 'nothing';
}

/** The settings of a draft, or the problem with it. */
export type DraftResult = { readonly settings: readonly Setting[] | undefined } | { readonly problem: string };

/** Reads a draft. */
export function settingsOf(
  catalog: Catalog,
  permission: string,
  draft: Draft,
  own: readonly Setting[] | undefined,
): DraftResult {
  const { startsAt, endsAt } = draft;
  if (!hasWindow(draft.choice)) return { settings: withoutWindow(draft.choice, own) };
  if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) return { problem: 'Write a whole date with its time.' };
  if (![startsAt, endsAt].every((at) => at === undefined || isMoment(at)))
    return { problem: 'Write a date from 1970 to the year 275760.' };
  if (startsAt !== undefined && endsAt !== undefined && startsAt >= endsAt)
    return { problem: 'It would end before it begins.' };
  const read = settingAtAnyTime(catalog, permission, draft);
  if ('problem' in read) return read;
  const window = { ...(startsAt !== undefined && { startsAt }), ...(endsAt !== undefined && { endsAt }) };
  return { settings: [{ ...read, ...window }] };
}

function withoutWindow(choice: Choice, own: readonly Setting[] | undefined): readonly Setting[] | undefined {
  if (choice === 'keep') return own;
  return choice === 'nothing' ? [] : undefined;
}

function settingAtAnyTime(
  catalog: Catalog,
  permission: string,
  { choice, scope, value }: Draft,
): Setting | { readonly problem: string } {
  if (choice === 'deny') return { effect: 'deny' };
  if (choice === 'must' || choice === 'free') return { effect: 'allow', value: choice === 'must' };
  if (choice === 'value') {
    const parsed = value.trim() === '' ? undefined : parseSetting(catalog, permission, value);
    const [setting] = (parsed?.ok && parsed.settings) || [];
    return setting ?? { problem: parsed?.ok === false ? `Write ${parsed.expected}.` : 'Write a value.' };
  }
  const definition = catalog.permissions[permission];
  if (definition?.kind !== 'right' || definition.on === undefined) return { effect: 'allow' };
  return namesSomething(scope)
    ? { effect: 'allow', scope }
    : { problem: 'Choose how far it reaches; so far it reaches nothing.' };
}
