'use client';
import { type ReactNode, useContext } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { Question } from '../ui/Question.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

/** Asks before anything is deleted, and says when it was not. */
export function DeleteQuestion({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const { deletion, words, recording } = player;
  const { announce } = useContext(VoiceContext);
  const isBusy = deletion.step === 'deleting';
  return (
    <Question
      isOpen={isBusy || deletion.step === 'asking' || deletion.step === 'failed'}
      isBusy={isBusy}
      tone="critical"
      title={words.deleteQuestion(recording.title ?? words.untitled)}
      text={words.deleteExplained}
      failure={deletion.step === 'failed' ? words.deleteFailed : undefined}
      yes={isBusy ? words.deleting : words.delete}
      no={words.cancel}
      onYes={deletion.confirm}
      onNo={deletion.cancel}
      onLost={() => {
        deletion.cancel();
        announce(words.deleteFailed);
      }}
    />
  );
}
