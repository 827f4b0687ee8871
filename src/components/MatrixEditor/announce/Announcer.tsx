'use client';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Catalog } from '../../../model/catalog.js';
import type { Matrix, MatrixNotice } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixCommands } from '../state/createCommands.js';
import { personName, targetLabel } from '../../../matrix/findTargets.js';
import { createTeller } from './createTeller.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import type { MatrixView } from '../state/useMatrixEditor.js';
import type { Field } from '../../../matrix/field.js';
import { dimensionLabel, namesIn } from '../words/idWords.js';
import { problemWords, skipWords, fieldLabel } from '../words/cellWords.js';
import { say } from '../../../react/announce/say.js';
import type { Words } from '../../../react/store/words.js';

/** Says what happened, without moving focus. */
export function Announcer(): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { said } = commands;
  const region = useRef<HTMLParagraphElement>(null);
  const latest = useRef({ view, commands, messages });
  useLayoutEffect(() => {
    latest.current = { view, commands, messages };
  });
  useEffect(() => said.subscribe(() => show(region.current, said.get().text)), [said]);
  const { matrix } = view;
  useEffect(() => {
    const teller = createTeller((text) => latest.current.commands.say(text));
    const unfollow = matrix.onNotice((notice) => {
      const words = noticeWords(latest.current.view, latest.current.messages, notice);
      const isTyped = isTypedInto(latest.current.view, latest.current.commands, notice);
      if (words !== '') teller.tell(`${words}${isTyped ? typedWords : ''}`);
    });
    return () => {
      unfollow();
      teller.stop();
    };
  }, [matrix]);
  // react-aria hides everything around an open dialog from readers, but not what is marked like this.
  return <p ref={region} role="status" className="hs-matrix-said" data-react-aria-top-layer="" />;
}

function show(region: HTMLElement | null, text: string) {
  if (text !== '') say(region, text);
  else if (region) region.textContent = '';
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

function slotLabels(catalog: Catalog, fields: readonly Field[]): string {
  return fields.map((field) => fieldLabel(catalog, field)).join(', ');
}

function noticeWords({ matrix }: MatrixView, messages: Words, notice: MatrixNotice): string {
  const catalog = matrix.catalog();
  switch (notice.type) {
    // How saving goes, and that it waits for the network, the status says.
    case 'saved':
    case 'online':
    case 'offline':
      return '';
    case 'handed-over':
      return `${dimensionLabel(catalog, notice.move.dimension)} ${namesIn(catalog, notice.move.dimension, notice.move.ids)} went from ${targetLabel(matrix, notice.move.from)} to ${targetLabel(matrix, notice.move.to)}.`;
    case 'not-saved':
      return `Not saved for ${targetLabel(matrix, notice.target)}: ${problemWords(notice.problem, messages, catalog)}`;
    case 'conflict':
      return `${personName(matrix, notice.by)} changed ${slotLabels(catalog, notice.fields)} of ${targetLabel(matrix, notice.target)} as well. Choose which value to keep.`;
    case 'remote':
      return `${personName(matrix, notice.by)} changed ${slotLabels(catalog, notice.fields)} of ${targetLabel(matrix, notice.target)}.`;
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
  }
}
