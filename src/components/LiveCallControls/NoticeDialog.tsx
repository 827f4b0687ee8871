'use client';
import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { LiveCall } from './useLiveCall.js';

/** Says what the people in the call will hear, before they hear it. */
export function NoticeDialog({ live }: { readonly live: LiveCall }): ReactNode {
  const { question, words } = live;
  return (
    <ModalOverlay
      className="hs-live-overlay"
      isOpen={question !== undefined}
      isDismissable
      onOpenChange={(isOpen) => !isOpen && question?.cancel()}
    >
      <Modal className="hs-live-modal">
        <Dialog className="hs-live-dialog" role="alertdialog">
          <Heading slot="title" className="hs-live-title">
            {question && words.noticeTitle(words.label[question.rung])}
          </Heading>
          <p className="hs-live-notice">{question?.notice}</p>
          <div className="hs-live-answers">
            <Button className="hs-button" onPress={() => question?.cancel()}>
              {words.cancel}
            </Button>
            <Button className="hs-button" data-tone="accent" onPress={() => question?.confirm()}>
              {words.confirm}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
