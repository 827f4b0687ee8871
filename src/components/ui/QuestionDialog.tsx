'use client';
import { type ReactNode, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { overlayHome } from './overlayHome.js';
import { usePressStyles } from './usePressStyles.js';

/** A question before something is done. */
export interface QuestionProps {
  readonly isOpen: boolean;
  /** What was answered is being done. */
  readonly isBusy?: boolean;
  readonly tone: 'accent' | 'critical';
  readonly title: string;
  readonly text: string;
  /** Why the last answer came to nothing. */
  readonly failure?: string | undefined;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** The dialog of a question; in a file of its own, because its library is larger than most components. */
export function QuestionDialog(props: QuestionProps): ReactNode {
  const { isOpen, isBusy = false, tone, title, text, failure, yes, no, onYes, onNo } = props;
  usePressStyles();
  const [place, setPlace] = useState<Element | null>(null);
  return (
    <>
      <span ref={setPlace} hidden />
      {place && (
        <ModalOverlay
          {...overlayHome(place)}
          className="hs-overlay"
          isOpen={isOpen}
          isDismissable={!isBusy}
          onOpenChange={(open) => (open ? undefined : onNo())}
        >
          <Modal className="hs-modal">
            <Dialog aria-label={title} className="hs-dialog" role="alertdialog">
              <Heading slot="title" className="hs-dialog-title">
                {title}
              </Heading>
              <p className="hs-dialog-text">{text}</p>
              <p role="alert" className="hs-dialog-failure">
                {failure}
              </p>
              <div className="hs-dialog-answers">
                <Button className="hs-button" onPress={onNo}>
                  {no}
                </Button>
                <Button className="hs-button" data-tone={tone} onPress={onYes}>
                  {yes}
                </Button>
              </div>
            </Dialog>
          </Modal>
        </ModalOverlay>
      )}
    </>
  );
}
