'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { Catalog } from '../../model/catalog.js';
import type { MatrixNotice } from './engine/Matrix.js';
import { personName, targetLabel } from './find/findTargets.js';
import { useMatrixContext } from './MatrixContext.js';
import type { MatrixView } from './useMatrix.js';
import type { Slot } from './engine/slot.js';
import { problemWords, skipWords, slotLabel } from './words/cellWords.js';
import type { Messages } from '../../react/messages.js';

/** Says what happened, without moving focus. */
export function Announcer(): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { said } = commands;
  const { text } = useSyncExternalStore(said.subscribe, said.get, said.get);
  useEffect(
    () =>
      view.matrix.onNotice((notice) => {
        const words = noticeWords(view, messages, notice);
        if (words !== '') commands.say(words);
      }),
    [view, commands, messages],
  );
  return (
    <p role="status" className="hs-matrix-said">
      {text}
    </p>
  );
}

function slotLabels(catalog: Catalog, slots: readonly Slot[]): string {
  return slots.map((slot) => slotLabel(catalog, slot)).join(', ');
}

function noticeWords({ matrix }: MatrixView, messages: Messages, notice: MatrixNotice): string {
  const catalog = matrix.catalog();
  switch (notice.type) {
    case 'saved':
      return '';
    case 'not-saved':
      return `Not saved for ${targetLabel(matrix, notice.target)}: ${problemWords(notice.problem, messages, catalog)}`;
    case 'conflict':
      return `${personName(matrix, notice.by)} changed ${slotLabels(catalog, notice.slots)} of ${targetLabel(matrix, notice.target)} as well. Choose which value to keep.`;
    case 'remote':
      return `${personName(matrix, notice.by)} changed ${slotLabels(catalog, notice.slots)} of ${targetLabel(matrix, notice.target)}.`;
    case 'skipped': {
      const [first] = notice.skipped;
      return first ? `Not changed: ${skipWords(first, messages, catalog)}` : '';
    }
    case 'undone':
    case 'redone': {
      const left =
        notice.overtaken.length > 0 ? ` ${notice.overtaken.length} left as somebody else has set since.` : '';
      return `${notice.type === 'undone' ? 'Undone' : 'Done again'}: ${notice.label}.${left}`;
    }
    case 'online':
      return 'Online again. Changes are being saved.';
    case 'offline':
      return 'Offline. Changes are kept and saved once you are online.';
  }
}
