'use client';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

/** Asks before anything is deleted, and says when it was not. */
export function DeleteDialog({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const { deletion, words, recording } = player;
  const isBusy = deletion.step === 'deleting';
  const isOpen = isBusy || deletion.step === 'asking' || deletion.step === 'failed';
  return (
    <ModalOverlay
      className="hs-recording-overlay"
      isOpen={isOpen}
      isDismissable={!isBusy}
      onOpenChange={(open) => !open && deletion.cancel()}
    >
      <Modal className="hs-recording-modal">
        <Dialog className="hs-recording-dialog" role="alertdialog">
          <Heading slot="title" className="hs-recording-what">
            {words.deleteQuestion(recording.title ?? words.untitled)}
          </Heading>
          <p className="hs-recording-why">{words.deleteExplained}</p>
          <p role="alert" className="hs-recording-error">
            {deletion.step === 'failed' && words.deleteFailed}
          </p>
          <div className="hs-recording-answers">
            <Button className="hs-button" onPress={deletion.cancel}>
              {words.cancel}
            </Button>
            <Button className="hs-button" data-tone="critical" onPress={deletion.confirm}>
              {isBusy ? words.deleting : words.delete}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
