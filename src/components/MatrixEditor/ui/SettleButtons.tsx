'use client';
import type { ReactNode } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Field, FieldValue } from '../../../matrix/field.js';
import { personName } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useSaveStatus } from '../state/useCell.js';
import { problemWords } from '../words/cellWords.js';
import { fieldWords } from '../words/fieldWords.js';
import { MatrixButton } from './MatrixButton.js';

interface SettleButtonsProps {
  readonly target: MatrixTarget;
  readonly field: Field;
  /** The state of the edit is shown beside them already. */
  readonly isSaid?: boolean;
}

/** Buttons for an edit that is not saved: try again, discard, keep mine, take theirs. */
export function SettleButtons({ target, field, isSaid = false }: SettleButtonsProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  useSaveStatus(matrix, target, field);
  const save = matrix.saveState(target, field);
  const words = (value: FieldValue) => fieldWords(catalog, field, value);
  const act = (run: () => void) => () => {
    run();
    // What was opened from the cell is done with it; a list of several stays.
    if (commands.panel.get()?.type !== 'unsaved') commands.close();
  };
  const discard = act(() => matrix.discard(target, field));
  switch (save.status) {
    case 'failed':
      return (
        <Settle
          isSaid={isSaid}
          text={`Not saved: ${words(save.mine)}. ${problemWords(save.problem, messages, catalog)}`}
          actions={[
            ['Try again', act(() => matrix.retry(target, field))],
            ['Discard', discard],
          ]}
        />
      );
    case 'conflict':
      return (
        <Settle
          isSaid={isSaid}
          text={`Yours: ${words(save.mine)}. ${personName(matrix, save.theirs.by)} wrote: ${words(save.theirs.value)}.`}
          actions={[
            ['Keep mine', act(() => matrix.keepMine(target, field))],
            ['Take theirs', act(() => matrix.takeTheirs(target, field))],
          ]}
        />
      );
    case 'unanswered':
      return (
        <Settle
          isSaid={isSaid}
          text="The service did not answer."
          actions={[
            ['Try again now', act(() => matrix.retryNow())],
            ['Discard', discard],
          ]}
        />
      );
    case 'staged':
      return (
        <Settle isSaid={isSaid} text={`Not applied yet; was: ${words(save.from)}.`} actions={[['Discard', discard]]} />
      );
    case 'saved':
    case 'waiting':
    case 'saving':
      return null;
  }
}

interface SettleProps {
  readonly isSaid: boolean;
  readonly text: string;
  readonly actions: readonly (readonly [string, () => void])[];
}

function Settle({ isSaid, text, actions }: SettleProps): ReactNode {
  return (
    <div className="hs-matrix-settle" data-said={isSaid || undefined}>
      {!isSaid && <p>{text}</p>}
      <div className="hs-matrix-buttons">
        {actions.map(([label, run]) => (
          <MatrixButton key={label} onClick={run}>
            {label}
          </MatrixButton>
        ))}
      </div>
    </div>
  );
}
