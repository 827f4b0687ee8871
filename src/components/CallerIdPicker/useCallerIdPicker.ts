'use client';
import { useId, useMemo, useState } from 'react';
import { useExplain } from '../../react/hooks/useExplain.js';
import { useNumberWriter } from '../MaskedNumber/useMaskedNumber.js';
import type { MaskingPermissions } from '../phone/useTextMask.js';
import { readText } from '../phone/readText.js';
import { readableRecords } from '../ui/readableRecords.js';
import { useNarrowing } from '../rights/useNarrowing.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import {
  anonymousId,
  anonymousKey,
  anonymousOption,
  arrange,
  type CallerIdOption,
  type CallerIdSection,
  type OptionContext,
  optionOf,
} from './arrange.js';
import type { CallerNumber, CallerPurpose } from './callerNumber.js';
import { classifyDestination, type Destination, type DialPlan, hidesNumber } from './classifyDestination.js';
import type { AskedRights, NumbersAnswer } from './decideNumbers.js';
import { frozenReason, type CallerIdMode, modeOf } from './modeOf.js';
import type { Refusal } from './refusal.js';
import { refusalOf } from './refusalOf.js';
import { callerIdAsks, type CallerIdRights } from './rights.js';
import { suggestLocal } from './suggestLocal.js';
import { useNumbersAnswer } from './useNumbersAnswer.js';
import { type NumberField, useNumberField } from './useNumberField.js';
import { type SelectionCause, type SelectionNotice, useSelection } from './useSelection.js';
import { type CallerIdWords, englishCallerIdWords } from './words.js';

/** Options of `useCallerIdPicker`. */
export interface CallerIdOptions<N extends CallerNumber> extends DialPlan {
  readonly purpose: CallerPurpose;
  /** The number that is about to be dialled; leave it out where that is not known yet. */
  readonly to?: string | undefined;
  /** The organisation's numbers; `undefined` while they are being loaded. */
  readonly numbers: readonly N[] | undefined;
  /** Whether loading them failed. */
  readonly isFailed?: boolean | undefined;
  /** The id of the number that an administrator, or the user, made the default; `anonymousId` for an anonymous call. */
  readonly defaultId?: string | undefined;
  /** The `id` of the option that was chosen last time. */
  readonly initialId?: string | undefined;
  readonly pinnedIds?: readonly string[] | undefined;
  /** The latest first. */
  readonly recentIds?: readonly string[] | undefined;
  /** While a call lasts, its number stays. */
  readonly isInCall?: boolean | undefined;
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: (Partial<CallerIdRights> & MaskingPermissions) | undefined;
  /** Classifies a destination, where the application knows better than the number alone tells. */
  readonly classify?: ((to: string) => Destination) | undefined;
  /** Told which number is used from now on: the user chose it, or the one before is gone. */
  readonly onChange?: ((option: CallerIdOption<N> | undefined, cause: SelectionCause) => void) | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<CallerIdWords> | undefined;
}

/** Everything that a dialer needs to know about its caller ID. */
export interface CallerId<N extends CallerNumber> {
  readonly purpose: CallerPurpose;
  readonly mode: CallerIdMode;
  /** The option in use now; during a call, the one that the call came from. */
  readonly selected: CallerIdOption<N> | undefined;
  /** Everything that may be chosen, under its headings. */
  readonly sections: readonly CallerIdSection<N>[];
  /** Chooses by the key of an option; does nothing where that may not be chosen. */
  readonly select: (key: string) => void;
  /** Whether calls or messages may go out now, to this destination. */
  readonly canDial: boolean;
  /** Why not. */
  readonly refusal: Refusal | undefined;
  /** For the field in which the number is typed, and for what `DialRefusal` shows below it. */
  readonly numberField: NumberField;
  /** Another number is in use than the one that was chosen; until it is dismissed or one is chosen. */
  readonly notice: SelectionNotice | undefined;
  /** Why there is nothing to choose, in words; empty where there is. */
  readonly reason: string;
  readonly destination: Destination | undefined;
  readonly words: CallerIdWords;
}

/**
 * The caller ID of any dialer: what may be chosen, what is in use, and whether one may dial.
 *
 * ```tsx
 * const callerId = useCallerIdPicker({ purpose: 'call', to, numbers, defaultId: user.defaultNumber });
 * <button disabled={!callerId.canDial} onClick={() => dial(to, callerId.selected?.number)}>Call</button>
 * ```
 */
export function useCallerIdPicker<N extends CallerNumber>(options: CallerIdOptions<N>): CallerId<N> {
  const { purpose, isInCall = false, onChange } = options;
  const to = readDestination(options.to);
  const words = useWords(options.words);
  const rights = usePermissionIds(callerIdAsks[purpose], options.permissions);
  const numbers = useMemo(() => eachOnce(readableRecords(options.numbers)), [options.numbers]);
  const { defaultId } = options;
  const { choose, preset, dial } = options.permissions ?? {};
  const isNamed = (choose ?? preset ?? dial) !== undefined;
  const answer = useNumbersAnswer({ numbers, defaultId, rights: askedRights(rights), isNamed });
  // Numbers that were loaded are there, also when loading them again has failed.
  const isFailed = options.isFailed === true && options.numbers === undefined;
  const isLoading = options.numbers === undefined && !isFailed;
  const { choices, inOrder, keyOf, renew } = useOptions(options, answer, words);
  const isKnown =
    !isLoading && !isFailed && answer.decision.status !== 'pending' && answer.decision.status !== 'unknown';
  const { selected, isUsable, notice, select } = useSelection({
    purpose,
    options: inOrder,
    isKnown,
    initialKey: options.initialId === undefined ? undefined : keyOf(options.initialId),
    defaultKey: defaultId === undefined ? undefined : keyOf(defaultId),
    isInCall,
    renew,
    words,
    onChange,
  });
  const facts = { isLoading, isFailed, isInCall, choices: choices.length, selected, answer };
  const mode = modeOf(facts);
  const explain = useExplain();
  const destination = to === undefined ? undefined : destinationOf(to, options);
  const refusal = refusalOf({
    purpose,
    isPending: mode === 'pending',
    hasNumber: isUsable,
    destination,
    outOfPlan: useNarrowing(rights.outOfPlan, selected?.number),
    special: useNarrowing(rights.special, selected?.number),
    hidden: useNarrowing(useHiding(purpose, options.permissions), selected?.number),
    explain,
    words,
  });
  const numberField = useNumberField(to, refusal, useId());
  return {
    purpose,
    mode,
    selected,
    sections: useSections({ ...options, to }, choices, answer, words),
    select: (key) => (mode === 'choose' ? select(key) : undefined),
    canDial: refusal === undefined,
    refusal,
    numberField,
    notice,
    reason: frozenReason({ ...facts, mode, purpose, hasNumbers: numbers.length > 0, explain, words }),
    destination,
    words,
  };
}

/** What cannot be read is not dialled; it is no more than a number that nobody has typed yet. */
function readDestination(to: unknown): string | undefined {
  return to === undefined ? undefined : (readText(to) ?? '');
}

function eachOnce<N extends CallerNumber>(numbers: readonly N[]): readonly N[] {
  const byId = new Map(numbers.map((each) => [each.id, each]));
  byId.delete(anonymousId);
  return [...byId.values()];
}

/** The application may know better what is dialled; whether the caller ID is hidden is read all the same. */
function destinationOf(to: string, options: DialPlan & Pick<CallerIdOptions<CallerNumber>, 'classify'>): Destination {
  if (!options.classify) return classifyDestination(to, options);
  const destination = options.classify(to);
  return hidesNumber(to, options) ? { ...destination, hidesNumber: true } : destination;
}

/** Those that are asked about every number. */
function askedRights({ choose, preset, anonymous, localPresence, dial }: AskedRights): AskedRights {
  return { choose, preset, anonymous, localPresence, dial };
}

/** The right to hide one's number narrows what may be dialled, where the catalog has it. */
function useHiding(purpose: CallerPurpose, named: Partial<CallerIdRights> | undefined): string | undefined {
  return usePermissionIds({ ...callerIdAsks[purpose], narrowing: hiding }, named).anonymous;
}

const hiding = ['anonymous'] as const;

function useWords(own: Partial<CallerIdWords> | undefined): CallerIdWords {
  return useMemo(() => ({ ...englishCallerIdWords, ...own }), [own]);
}

/** What may be used: all that there is to choose from, and in the order in which a fallback is looked for. */
function useOptions<N extends CallerNumber>(
  { defaultId, recentIds, pinnedIds, permissions }: CallerIdOptions<N>,
  { choosable, fixed, isAnonymous }: NumbersAnswer<N>,
  words: CallerIdWords,
) {
  const keyOf = useKeys();
  const write = useNumberWriter({
    permissions,
    words: { endingIn: words.hiddenNumber, noNumber: words.noNumber },
  });
  const isMasked = write({ number: '0' }).isMasked;
  const choices = useMemo(() => {
    const context: OptionContext = { write, keyOf, defaultId, words };
    const usable = new Set([...choosable, ...(fixed ? [fixed] : [])]);
    return [...usable].map((number) => optionOf(number, context));
    // `write` is a new function with every rendering and depends on nothing but the duty and the words.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [choosable, fixed, isAnonymous, isMasked, defaultId, words, keyOf]);
  const all = useMemo(
    () => (isAnonymous && choices.length > 0 ? [...choices, anonymousOption<N>(words, defaultId)] : choices),
    [choices, isAnonymous, words, defaultId],
  );
  const inOrder = useMemo(() => {
    const first = [defaultId, ...listOf(recentIds), ...listOf(pinnedIds)];
    const rank = ({ id }: CallerIdOption<N>) => (first.includes(id) ? first.indexOf(id) : first.length);
    return [...all].sort((a, b) => rank(a) - rank(b));
  }, [all, defaultId, recentIds, pinnedIds]);
  const renew = ({ number }: CallerIdOption<N>) =>
    number ? optionOf(number, { write, keyOf, defaultId, words }) : anonymousOption<N>(words, defaultId);
  return { choices: all, inOrder, keyOf, renew };
}

/** What somebody has pinned or used comes from a backend as well. */
function listOf(ids: unknown): readonly unknown[] {
  return Array.isArray(ids) ? ids : [];
}

/** Ids can be the numbers themselves, so the page gets keys of its own. */
function useKeys(): (id: string) => string {
  const [keyOf] = useState(() => {
    const keys = new Map<string, string>();
    return (id: string) => {
      if (id === anonymousId) return anonymousKey;
      const key = keys.get(id) ?? `n${keys.size}`;
      keys.set(id, key);
      return key;
    };
  });
  return keyOf;
}

function useSections<N extends CallerNumber>(
  { to, country, prefixes, typeOf, pinnedIds, recentIds }: CallerIdOptions<N>,
  choices: readonly CallerIdOption<N>[],
  { choosable, isLocal }: NumbersAnswer<N>,
  words: CallerIdWords,
): readonly CallerIdSection<N>[] {
  const suggestion = useMemo(
    () => (isLocal ? suggestLocal(choosable, to, { country, prefixes, typeOf }) : undefined),
    // Prefixes and functions are often made again with every rendering; whether they are there is what changes.
    // oxlint-disable-next-line react/exhaustive-deps
    [isLocal, choosable, to, country, prefixes === undefined, typeOf === undefined],
  );
  return useMemo(
    () => arrange(choices, { suggestion, pinnedIds: listOf(pinnedIds), recentIds: listOf(recentIds), words }),
    [choices, suggestion, pinnedIds, recentIds, words],
  );
}
