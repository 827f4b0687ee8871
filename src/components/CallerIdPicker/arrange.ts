import { maskAbout, speakMasked } from '../phone/maskText.js';
import { formatNumber } from '../phone/phoneText.js';
import { readText } from '../phone/readText.js';
import type { WriteNumber } from '../MaskedNumber/useMaskedNumber.js';
import type { CallerNumber } from './callerNumber.js';
import type { LocalSuggestion } from './suggestLocal.js';
import type { CallerIdWords } from './words.js';

/** One thing to call with, as it is shown. */
export interface CallerIdOption<N extends CallerNumber = CallerNumber> {
  /** Stands for it in the page; it says nothing about the number. */
  readonly key: string;
  /** The id of the number, or `anonymousId`: what to keep, and to give as `initialId` next time. */
  readonly id: string;
  /** Your own record; none for an anonymous call. */
  readonly number: N | undefined;
  /** Its label, or its number where it has none. */
  readonly name: string;
  /** The number as it may be shown; empty where the name says it already. */
  readonly display: string;
  /** All of it on one line, as in a field; where readers would say dot by dot what is hidden, in words. */
  readonly text: string;
  /** How all of it is read out. */
  readonly spoken: string;
  readonly group: string | undefined;
  /** Why it is suggested, or what it means. */
  readonly hint: string | undefined;
  readonly isDefault: boolean;
  readonly isMasked: boolean;
}

/** Some options under one heading. */
export interface CallerIdSection<N extends CallerNumber = CallerNumber> {
  readonly key: string;
  readonly label: string;
  readonly options: readonly CallerIdOption<N>[];
}

/** The key of an anonymous call; keys of numbers begin with `n`. */
export const anonymousKey = 'anonymous';

/** The id of an anonymous call, to be kept, restored and preset like that of a number. No number has it. */
export const anonymousId = 'hookswitch:anonymous';

/** What options are made with. */
export interface OptionContext {
  readonly write: WriteNumber;
  readonly keyOf: (id: string) => string;
  readonly defaultId: string | undefined;
  readonly words: CallerIdWords;
}

/** A number as an option. */
export function optionOf<N extends CallerNumber>(number: N, context: OptionContext): CallerIdOption<N> {
  const { write, keyOf, defaultId, words } = context;
  const { text, spoken, isMasked } = write(number);
  const aloud = (masked: string) => (isMasked ? speakMasked(masked, words.hiddenNumber) : masked);
  const readable = (value: unknown) => {
    const found = readText(value);
    return found !== undefined && isMasked ? maskAbout(found, readText(number.number)) : found;
  };
  const label = readable(number.label) ?? '';
  const isNamed = label !== '' && label !== formatNumber(number);
  const isDefault = number.id === defaultId;
  return {
    key: keyOf(number.id),
    id: number.id,
    number,
    name: isNamed ? label : text,
    display: isNamed ? text : '',
    text: [...(isNamed ? [aloud(label)] : []), isMasked ? spoken : text].join(' · '),
    spoken: [...(isNamed ? [aloud(label)] : []), spoken, ...(isDefault ? [words.default] : [])].join(', '),
    group: readable(number.group),
    hint: undefined,
    isDefault,
    isMasked,
  };
}

/** An anonymous call as an option. */
export function anonymousOption<N extends CallerNumber>(words: CallerIdWords, defaultId?: string): CallerIdOption<N> {
  const isDefault = defaultId === anonymousId;
  return {
    key: anonymousKey,
    id: anonymousId,
    number: undefined,
    name: words.anonymous,
    display: '',
    text: words.anonymous,
    spoken: [words.anonymous, words.anonymousHint, ...(isDefault ? [words.default] : [])].join(', '),
    group: undefined,
    hint: words.anonymousHint,
    isDefault,
    isMasked: false,
  };
}

/** What the order of options depends on, beside their groups. */
export interface Arrangement<N extends CallerNumber> {
  readonly suggestion: LocalSuggestion<N> | undefined;
  readonly pinnedIds: readonly unknown[];
  readonly recentIds: readonly unknown[];
  readonly words: CallerIdWords;
}

/** Options under their headings, each once: suggested, pinned, recent, by group, the rest. */
export function arrange<N extends CallerNumber>(
  options: readonly CallerIdOption<N>[],
  { suggestion, pinnedIds, recentIds, words }: Arrangement<N>,
): readonly CallerIdSection<N>[] {
  const left = new Map<unknown, CallerIdOption<N>>(options.map((option) => [option.id, option]));
  const take = (ids: readonly unknown[]) =>
    ids.flatMap((id) => {
      const option = left.get(id);
      return option && left.delete(id) ? [option] : [];
    });
  const suggested = take(suggestion ? [suggestion.number.id] : []).map((option) =>
    suggestion ? withHint(option, words.nearness[suggestion.nearness]) : option,
  );
  const first = [
    { key: 'suggested', label: words.suggested, options: suggested },
    { key: 'pinned', label: words.pinned, options: take(pinnedIds) },
    { key: 'recent', label: words.recent, options: take(recentIds) },
  ];
  return [...first, ...byGroup([...left.values()], words)].filter((section) => section.options.length > 0);
}

function withHint<N extends CallerNumber>(option: CallerIdOption<N>, hint: string): CallerIdOption<N> {
  return { ...option, hint, spoken: `${option.spoken}, ${hint}` };
}

function byGroup<N extends CallerNumber>(
  options: readonly CallerIdOption<N>[],
  words: CallerIdWords,
): CallerIdSection<N>[] {
  const groups = new Map<string, CallerIdOption<N>[]>();
  for (const option of options) {
    const name = option.group ?? '';
    const group = groups.get(name);
    if (group) group.push(option);
    else groups.set(name, [option]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([name, grouped], i) => ({ key: `group-${i}`, label: name || words.others, options: grouped }));
}
