'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { Catalog } from '../../model/catalog.js';
import type { Matrix, MatrixNotice } from './engine/Matrix.js';
import type { MatrixTarget } from './engine/MatrixBackend.js';
import type { MatrixCommands } from './createCommands.js';
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
        if (words !== '') commands.say(`${words}${isTypedInto(view, commands, notice) ? typedWords : ''}`);
      }),
    [view, commands, messages],
  );
  return (
    <p role="status" className="hs-matrix-said">
      {text}
    </p>
  );
}

const typedWords = ' What was being chosen or typed there was not saved.';

/** Whether an editor goes with what is gone. */
function isTypedInto({ grid }: MatrixView, { panel }: MatrixCommands, notice: MatrixNotice): boolean {
  if (notice.type !== 'gone' || notice.isKept) return false;
  const open = panel.get();
  const inPanel = open?.type === 'setting' || open?.type === 'roles' ? open.target : undefined;
  return [grid.get().editing?.target, inPanel].some((target) => target && notice.targets.includes(target));
}

function namesOf(matrix: Matrix, targets: readonly MatrixTarget[]): string {
  const names = targets.slice(0, 3).map((target) => targetLabel(matrix, target));
  return [...names, ...(targets.length > 3 ? [`${targets.length - 3} more`] : [])].join(', ');
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
    case 'gone':
      return notice.isKept
        ? `${namesOf(matrix, notice.targets)}: not there any more, or not for you to see. What is not saved there is kept until you discard it.`
        : `No longer shown, since not there any more or not for you to see: ${namesOf(matrix, notice.targets)}.`;
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
