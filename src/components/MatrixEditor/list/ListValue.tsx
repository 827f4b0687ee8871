'use client';
import { type ReactNode, useId, useState } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import type { FieldValue } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { isComposing } from '../../ui/isComposing.js';
import { keyboardFor } from '../grid/CellEditor.js';
import { ChoiceOptions } from '../ui/ChoiceOptions.js';
import { parseSetting, settingText } from '../../../matrix/cellText.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { skipWords } from '../words/cellWords.js';
import { effectWords } from '../words/sentences.js';
import { ListSelect } from './ListSelect.js';

interface ListValueProps {
  readonly row: PermissionRow;
  readonly target: MatrixTarget;
  readonly cell: MatrixCell;
  readonly describedBy: string;
}

/** A text that is being typed, and the value at its beginning: it is compared with the present one on commit. */
interface Typed {
  readonly text: string;
  readonly seen: { readonly value: FieldValue };
}

/** A choice or a number in the list: a native control under its label. */
export function ListValue({ row, target, cell, describedBy }: ListValueProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const definition = catalog.permissions[row.permission];
  const id = useId();
  const [typed, setTyped] = useState<Typed>();
  const [wrong, setWrong] = useState('');
  const isLocked = cell.lock !== undefined;
  const value = cell.own ? settingText(cell.own) : '';
  const inherits = `Inherit (${effectWords(catalog, row.permission, cell.inherited)})`;
  const commit = ({ text, seen }: Typed) => {
    const parsed = parseSetting(catalog, row.permission, text);
    if (!parsed.ok) return setWrong(`'${text}' was not taken: write ${parsed.expected}.`);
    const change = { target, field: `overrides.${row.permission}`, next: parsed.settings, seen } as const;
    const refusal = text === value ? '' : skipWords(matrix.check(change), messages, catalog);
    setWrong(refusal);
    if (refusal !== '') return;
    setTyped(undefined);
    if (text !== value) commands.set(change, row.label);
  };
  const common = {
    id,
    'aria-describedby': `${describedBy} ${id}-wrong`,
    'aria-invalid': wrong !== '',
    'aria-label': `${row.label}, ${targetLabel(matrix, target)}`,
  };
  return (
    <>
      <label htmlFor={id}>{row.label}</label>
      {definition?.kind === 'choice' ? (
        <ListSelect
          {...common}
          value={value}
          current={cell.own}
          isLocked={isLocked}
          onCommit={(text, seen) => commit({ text, seen })}
        >
          <option value="">{inherits}</option>
          <ChoiceOptions definition={definition} row={row} target={target} />
        </ListSelect>
      ) : (
        <input
          {...common}
          inputMode={keyboardFor(definition)}
          aria-disabled={isLocked || undefined}
          readOnly={isLocked}
          value={typed?.text ?? value}
          placeholder={inherits}
          onChange={(event) => setTyped({ text: event.target.value, seen: typed?.seen ?? { value: cell.own } })}
          onBlur={() => typed && commit(typed)}
          onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && typed && commit(typed)}
        />
      )}
      <span id={`${id}-wrong`} role="alert" className="hs-matrix-refused">
        {wrong}
      </span>
    </>
  );
}
