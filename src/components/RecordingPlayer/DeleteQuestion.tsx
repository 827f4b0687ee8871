'use client';
import { type ComponentType, type ReactNode, useContext, useEffect, useState } from 'react';
import { VoiceContext } from '../../react/PermissionContext.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface DeleteQuestionProps {
  readonly player: RecordingPlayerBehavior;
}

/**
 * The question before deleting. Its dialog is larger than all of the player, so it is loaded when somebody asks to
 * delete. By hand and not with `lazy`, which would throw while rendering where it cannot be loaded.
 */
export function DeleteQuestion({ player }: DeleteQuestionProps): ReactNode {
  const { deletion, words } = player;
  const { announce } = useContext(VoiceContext);
  const [dialog, setDialog] = useState<{ readonly Dialog: ComponentType<DeleteQuestionProps> }>();
  const isNeeded = deletion.step === 'asking' && dialog === undefined;
  useEffect(() => {
    if (!isNeeded) return;
    const giveUp = () => {
      deletion.cancel();
      announce(words.deleteFailed);
    };
    import('./DeleteDialog.js').then(({ DeleteDialog }) => setDialog({ Dialog: DeleteDialog }), giveUp);
    // Once each time it is needed; what is called in the end may be that of an earlier rendering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNeeded]);
  return dialog && <dialog.Dialog player={player} />;
}
