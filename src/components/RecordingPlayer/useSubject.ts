'use client';
import type { Subject } from '../../model/subject.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';

/** The subject that listens; the same object as long as it is the same person. */
export function useSubject(): Subject | undefined {
  return useAnswer(({ evaluator }) => evaluator?.grantSet.subject, isSamePerson);
}

function isSamePerson(a: Subject | undefined, b: Subject | undefined): boolean {
  return a?.id === b?.id && a?.tenant === b?.tenant;
}
