'use client';
import type { ReactNode } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { PermissionAttribute } from '../grid/Attribute.js';
import { useMatrixContext } from '../MatrixContext.js';
import { useCell } from '../useCell.js';
import { problemWords } from '../words/cellWords.js';
import { settingWords } from '../words/effectWords.js';
import type { Setting } from '../engine/slot.js';

interface SettleButtonsProps {
  readonly target: MatrixTarget;
  readonly line: PermissionAttribute;
}

/** What can be done about an edit that is not saved: try again, give up, keep mine, take theirs. */
export function SettleButtons({ target, line }: SettleButtonsProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const cell = useCell(matrix, target, line.permission);
  const slot = `permission:${line.permission}` as const;
  // The slot of a permission holds settings.
  const words = (value: unknown) => settingWords(catalog, line.permission, value as readonly Setting[] | undefined);
  const act = (run: () => void) => () => {
    run();
    commands.close();
  };
  const retry = act(() => matrix.retry(target, slot));
  const discard = act(() => matrix.discard(target, slot));
  const save = cell?.save;
  switch (save?.status) {
    case 'failed':
      return (
        <Settle
          text={`Not saved: ${words(save.mine)}. ${problemWords(save.problem, messages, catalog)}`}
          actions={[
            ['Try again', retry],
            ['Discard', discard],
          ]}
        />
      );
    case 'conflict':
      return (
        <Settle
          text={`Yours: ${words(save.mine)}. ${save.theirs.by ?? 'Somebody else'} wrote: ${words(save.theirs.value)}.`}
          actions={[
            ['Keep mine', act(() => matrix.keepMine(target, slot))],
            ['Take theirs', act(() => matrix.takeTheirs(target, slot))],
          ]}
        />
      );
    case 'unanswered':
      return (
        <Settle
          text="The service did not answer."
          actions={[
            ['Try again now', act(() => matrix.retryNow())],
            ['Discard', discard],
          ]}
        />
      );
    case 'staged':
      return <Settle text={`Not applied yet; was: ${words(save.from)}.`} actions={[['Discard', discard]]} />;
    case 'saved':
    case 'waiting':
    case 'saving':
    case undefined:
      return null;
  }
}

interface SettleProps {
  readonly text: string;
  readonly actions: readonly (readonly [string, () => void])[];
}

function Settle({ text, actions }: SettleProps): ReactNode {
  return (
    <div className="hs-matrix-settle">
      <p>{text}</p>
      <div className="hs-matrix-buttons">
        {actions.map(([label, run]) => (
          <button key={label} type="button" className="hs-matrix-button" onClick={run}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
