'use client';
import { type ReactNode, useContext } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { Question } from '../ui/Question.js';
import type { LiveCall } from './useLiveCallControls.js';

/** Says what the people in the call will hear, before they hear it. */
export function NoticeQuestion({ live }: { readonly live: LiveCall }): ReactNode {
  const { question, words } = live;
  const { announce } = useContext(VoiceContext);
  return (
    <Question
      isOpen={question !== undefined}
      tone="accent"
      title={question ? words.noticeTitle(words.label[question.rung]) : ''}
      text={question?.notice ?? ''}
      yes={words.confirm}
      no={words.cancel}
      onYes={() => question?.confirm()}
      onNo={() => question?.cancel()}
      onLost={() => {
        question?.cancel();
        announce(words.failed);
      }}
    />
  );
}
