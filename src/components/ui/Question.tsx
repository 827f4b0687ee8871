'use client';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import type { QuestionProps } from './QuestionDialog.js';

interface LazyQuestionProps extends QuestionProps {
  /** Called where the dialog could not be loaded, so that nobody waits for an answer. */
  readonly onLost: () => void;
}

/**
 * A question in a dialog that is loaded when something is asked. By hand and not with `lazy`, which would throw
 * while rendering where it cannot be loaded.
 */
export function Question({ onLost, ...props }: LazyQuestionProps): ReactNode {
  const [dialog, setDialog] = useState<{ readonly Dialog: ComponentType<QuestionProps> }>();
  const isNeeded = props.isOpen && dialog === undefined;
  useEffect(() => {
    if (isNeeded)
      import('./QuestionDialog.js').then(({ QuestionDialog }) => setDialog({ Dialog: QuestionDialog }), onLost);
    // Once each time it is needed; what is called in the end may be that of an earlier rendering.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNeeded]);
  return dialog && <dialog.Dialog {...props} />;
}
