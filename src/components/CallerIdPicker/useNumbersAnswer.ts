'use client';
import { useMemo } from 'react';
import type { PermissionView } from '../../react/store/PermissionView.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';
import type { CallerNumber } from './callerNumber.js';
import { decideNumbers, isSameAnswer, type NumbersAnswer, type NumbersQuestion } from './decideNumbers.js';

/** What the grants say about a list of numbers; a list of many is asked about once for each change. */
export function useNumbersAnswer<N extends CallerNumber>(question: NumbersQuestion<N>): NumbersAnswer<N> {
  const { numbers, defaultId, isNamed, rights } = question;
  const key = JSON.stringify(rights);
  const read = useMemo(() => {
    let last: { readonly view: PermissionView; readonly answer: NumbersAnswer<N> } | undefined;
    return (view: PermissionView) => {
      if (last?.view !== view) last = { view, answer: decideNumbers(view, question) };
      return last.answer;
    };
    // The question is a new object with every rendering; these are its parts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [numbers, defaultId, isNamed, key]);
  return useAnswer(read, isSameAnswer);
}
