'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import type { CallerIdOption } from './arrange.js';
import type { CallerNumber, CallerPurpose } from './callerNumber.js';
import type { CallerIdWords } from './words.js';

/** Why another number is in use. */
export type SelectionCause = 'user' | 'fallback';

/** What is chosen among. */
export interface SelectionInputs<N extends CallerNumber> {
  readonly purpose: CallerPurpose;
  /** In the order in which one is taken where nothing was chosen: the default first. */
  readonly options: readonly CallerIdOption<N>[];
  /** Whether the options are known: what is in use is only dropped when it is certain that it is gone. */
  readonly isKnown: boolean;
  readonly initialKey: string | undefined;
  readonly defaultKey: string | undefined;
  readonly isInCall: boolean;
  /** An option again, as it may be shown now. */
  readonly renew: (option: CallerIdOption<N>) => CallerIdOption<N>;
  readonly words: CallerIdWords;
  readonly onChange: ((option: CallerIdOption<N> | undefined, cause: SelectionCause) => void) | undefined;
}

/** That another number is in use, for everybody to read. */
export interface SelectionNotice {
  readonly text: string;
  readonly dismiss: () => void;
}

/** The number in use, and a way to choose another. */
export interface Selection<N extends CallerNumber> {
  /** What calls come from: during a call, what this call came from. */
  readonly selected: CallerIdOption<N> | undefined;
  /** Whether it may still be used for the next call. */
  readonly isUsable: boolean;
  /** What is in use now without anybody having chosen it; until another is chosen, or it is dismissed. */
  readonly notice: SelectionNotice | undefined;
  readonly select: (key: string) => void;
}

/**
 * Keeps the number in use, chosen or not, for as long as it is allowed: what else is granted, used or assigned
 * meanwhile changes nothing under the hand of the person who dials. Where it is gone, falls back to the default and
 * says so (law 13); what was withdrawn does not come back by itself.
 */
export function useSelection<N extends CallerNumber>(inputs: SelectionInputs<N>): Selection<N> {
  const { options, isKnown, isInCall, renew } = inputs;
  const { inUse, hold } = useInUse(inputs);
  const usable = options.find(({ key }) => key === inUse) ?? options[0];
  if (isKnown && !isInCall && usable?.key !== inUse) hold(usable?.key, false);
  const locked = useLocked(usable, isInCall);
  const selected = locked ? renew(locked) : usable;
  const { toldOf, notice } = useSelectionNews(inputs, selected);
  return {
    selected,
    isUsable: usable !== undefined && selected?.key === usable.key,
    notice,
    select(key) {
      const option = options.find((each) => each.key === key);
      if (!option || isInCall || key === selected?.key) return;
      hold(key, true);
      toldOf(option);
      inputs.onChange?.(option, 'user');
    },
  };
}

/** The key of what is in use. Another default counts where nobody has chosen by hand. */
function useInUse<N extends CallerNumber>({ options, initialKey, defaultKey, isInCall }: SelectionInputs<N>) {
  const [{ inUse, isByHand }, setInUse] = useState({ inUse: initialKey, isByHand: initialKey !== undefined });
  const hold = (key: string | undefined, byHand: boolean) => setInUse({ inUse: key, isByHand: byHand });
  const [known, setKnown] = useState(defaultKey);
  if (known !== defaultKey && !isInCall) {
    setKnown(defaultKey);
    if (!isByHand && options.some(({ key }) => key === defaultKey)) hold(defaultKey, false);
  }
  return { inUse, hold };
}

/** What a call came from stays what it came from until it is over. */
function useLocked<N extends CallerNumber>(
  usable: CallerIdOption<N> | undefined,
  isInCall: boolean,
): CallerIdOption<N> | undefined {
  const [locked, setLocked] = useState<CallerIdOption<N>>();
  if (isInCall && !locked && usable) setLocked(usable);
  if (!isInCall && locked) setLocked(undefined);
  return isInCall ? locked : undefined;
}

/**
 * Tells when another number is in use than the application knows of without anybody choosing it: than the last one,
 * at first than the one that was chosen last time. What was chosen by hand is told to `toldOf`.
 */
function useSelectionNews<N extends CallerNumber>(
  { purpose, options, isKnown, initialKey, renew, words, onChange }: SelectionInputs<N>,
  selected: CallerIdOption<N> | undefined,
): { readonly toldOf: (chosen: CallerIdOption<N>) => void; readonly notice: SelectionNotice | undefined } {
  const { announce } = useContext(VoiceContext);
  const [shown, setShown] = useState<{ readonly lost: CallerIdOption<N> | undefined }>();
  const last = useRef<{ readonly option: CallerIdOption<N> | undefined }>(undefined);
  const tell = (lost: CallerIdOption<N> | undefined, nameOf: (option: CallerIdOption<N>) => string) => {
    const next = selected
      ? words.nowFrom[purpose](nameOf(selected))
      : words[isKnown ? 'lostLast' : 'cannotNow'][purpose];
    // As it may be shown now: it may be hidden since the very change that took it away.
    return [lost ? words.lost(nameOf(renew(lost))) : '', next].filter(Boolean).join(' ');
  };
  // oxlint-disable-next-line react/exhaustive-deps -- it looks after each rendering, and returns where nothing has changed since
  useEffect(() => {
    const before = last.current;
    if (!before && !isKnown && !selected) return;
    last.current = { option: selected };
    const firstKey = (isKnown ? initialKey : undefined) ?? selected?.key;
    const beforeKey = before ? before.option?.key : firstKey;
    if (beforeKey === selected?.key) return;
    const isLost = isKnown && before?.option && !options.some(({ key }) => key === beforeKey);
    const lost = isLost ? before.option : undefined;
    announce(tell(lost, (option) => option.spoken));
    // Where nothing is left, the picker says so for as long as that lasts.
    setShown(lost || selected ? { lost } : undefined);
    onChange?.(selected, 'fallback');
  });
  return {
    toldOf(option) {
      last.current = { option };
      setShown(undefined);
    },
    notice: shown && { text: tell(shown.lost, (option) => option.text), dismiss: () => setShown(undefined) },
  };
}
