'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import { VoiceContext } from '../../react/PermissionContext.js';
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
  /** Whether the options are known: a choice is only dropped when it is certain that it is gone. */
  readonly isKnown: boolean;
  readonly initialKey: string | undefined;
  readonly isInCall: boolean;
  readonly words: CallerIdWords;
  readonly onChange: ((option: CallerIdOption<N> | undefined, cause: SelectionCause) => void) | undefined;
}

/** The number in use, and a way to choose another. */
export interface Selection<N extends CallerNumber> {
  /** What calls come from: during a call, what this call came from. */
  readonly selected: CallerIdOption<N> | undefined;
  /** Whether it may still be used for the next call. */
  readonly isUsable: boolean;
  readonly select: (key: string) => void;
}

/** Keeps a choice for as long as it is allowed, falls back to the default and says so (law 13). */
export function useSelection<N extends CallerNumber>(inputs: SelectionInputs<N>): Selection<N> {
  const { options, isKnown, initialKey, isInCall } = inputs;
  const [chosen, setChosen] = useState(initialKey);
  const usable = options.find(({ key }) => key === chosen) ?? options[0];
  const locked = useLocked(usable, isInCall);
  const selected = locked ?? usable;
  const isGone = isKnown && chosen !== undefined && usable?.key !== chosen;
  // What was withdrawn does not come back by itself: from here on the fallback is the choice.
  if (isGone && !isInCall) setChosen(undefined);
  useLossNews(inputs, selected);
  return {
    selected,
    isUsable: usable !== undefined && selected?.key === usable.key,
    select(key) {
      const option = options.find((each) => each.key === key);
      if (!option || isInCall || key === selected?.key) return;
      setChosen(key);
      inputs.onChange?.(option, 'user');
    },
  };
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

/** Tells when the number in use went away without anybody choosing another. */
function useLossNews<N extends CallerNumber>(
  { purpose, options, isKnown, words, onChange }: SelectionInputs<N>,
  selected: CallerIdOption<N> | undefined,
): void {
  const { announce } = useContext(VoiceContext);
  const last = useRef<CallerIdOption<N>>(undefined);
  useEffect(() => {
    const before = last.current;
    last.current = selected;
    if (!before || before.key === selected?.key) return;
    if (options.some(({ key }) => key === before.key)) return;
    const lost = isKnown ? words.lost(before.spoken) : '';
    const next = selected
      ? words.nowFrom[purpose](selected.spoken)
      : words[isKnown ? 'lostLast' : 'cannotNow'][purpose];
    announce([lost, next].filter(Boolean).join(' '));
    onChange?.(selected, 'fallback');
  });
}
