'use client';
import { type ReactNode, useId } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { MatrixCell } from '../engine/MatrixCell.js';
import { targetLabel } from '../find/findTargets.js';
import type { PermissionAttribute } from '../grid/Attribute.js';
import { parseSetting, settingText } from '../grid/tsv.js';
import { useMatrixContext } from '../MatrixContext.js';
import { effectWords } from '../words/effectWords.js';

interface ListValueProps {
  readonly line: PermissionAttribute;
  readonly target: MatrixTarget;
  readonly cell: MatrixCell;
  readonly describedBy: string;
}

/** A choice or a number in the list: a native control under its label. */
export function ListValue({ line, target, cell, describedBy }: ListValueProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const definition = catalog.permissions[line.permission];
  const id = useId();
  const value = cell.own ? settingText(cell.own) : '';
  const inherits = `Inherit (${effectWords(catalog, line.permission, cell.inherited)})`;
  const commit = (text: string) => {
    const parsed = parseSetting(catalog, line.permission, text);
    if (!parsed.ok) return commands.say(`'${text}' was not taken for ${line.label}: write ${parsed.expected}.`);
    if (text !== value)
      commands.set({ target, slot: `permission:${line.permission}`, next: parsed.settings }, line.label);
  };
  const common = {
    id,
    disabled: cell.lock !== undefined,
    'aria-describedby': describedBy,
    'aria-label': `${line.label}, ${targetLabel(matrix, target)}`,
  };
  return (
    <>
      <label htmlFor={id}>{line.label}</label>
      {definition?.kind === 'choice' ? (
        <select {...common} value={value} onChange={(event) => commit(event.target.value)}>
          <option value="">{inherits}</option>
          {definition.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        // A new value from elsewhere is a new field: what is being typed is not written over.
        <input
          key={value}
          {...common}
          inputMode="numeric"
          defaultValue={value}
          placeholder={inherits}
          onBlur={(event) => commit(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && commit(event.currentTarget.value)}
        />
      )}
    </>
  );
}
