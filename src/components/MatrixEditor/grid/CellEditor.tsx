'use client';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { NumberDefinition, PermissionDefinition } from '../../../model/catalog.js';
import { largestOf } from '../../../model/value.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import { isComposing } from '../../ui/isComposing.js';
import { hasFocus } from '../../../react/dom/rootOf.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { skipWords } from '../words/cellWords.js';
import { effectWords, valueWords } from '../words/sentences.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { ChoiceOptions } from '../ui/ChoiceOptions.js';
import { numberRange, parseSetting, settingText } from '../../../matrix/cellText.js';

interface CellEditorProps {
  readonly row: PermissionRow;
  readonly target: MatrixTarget;
  readonly cell: MatrixCell;
}

/** Edits a number or a choice in its place. Enter commits, Escape cancels, Ctrl+Enter commits to the selection. */
export function CellEditor(props: CellEditorProps): ReactNode {
  const { row, target, cell } = props;
  const { matrix } = useMatrixContext().view;
  const { catalog, definition, field, text, change, wrong, bounds, onKeyDown, onBlur } = useCellEdit(props);
  const wrongId = useId();
  const inherits = `Inherit (${effectWords(catalog, row.permission, cell.inherited)})`;
  const common = {
    ref: field,
    className: 'hs-matrix-editor',
    value: text,
    'aria-label': `${row.label}, ${targetLabel(matrix, target)}`,
    'aria-invalid': wrong !== '',
    'aria-describedby': wrong === '' ? undefined : wrongId,
    onKeyDown,
    onBlur,
  } as const;

  if (definition?.kind === 'choice')
    return (
      <select {...common} onChange={(event) => change(event.target.value)}>
        <option value="">{inherits}</option>
        <ChoiceOptions definition={definition} row={row} target={target} />
      </select>
    );
  return (
    <>
      <input
        {...common}
        inputMode={keyboardFor(definition)}
        placeholder={inherits}
        title={bounds}
        onChange={(event) => change(event.target.value)}
      />
      {wrong !== '' && (
        <span role="alert" id={wrongId} ref={keepInside} className="hs-matrix-wrong">
          {wrong}
        </span>
      )}
    </>
  );
}

/** State and behaviour of a value that is edited in its place: it is committed once, or cancelled. */
function useCellEdit({ row, target, cell }: CellEditorProps) {
  const { view, commands, messages } = useMatrixContext();
  const { matrix, grid } = view;
  const catalog = matrix.catalog();
  const definition = catalog.permissions[row.permission];
  const initial = grid.get().editing?.initial;
  const [text, setText] = useState(initial ?? (cell.own ? settingText(cell.own) : ''));
  const [wrong, setWrong] = useState('');
  // The value that the edit is made on: it is compared with the present one on commit.
  const [seen] = useState({ value: cell.own });
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isOver = useRef(false);

  // A digit that opened the editor is kept: further digits follow it.
  useLayoutEffect(() => {
    field.current?.focus();
    if (initial === undefined) field.current?.select?.();
  }, [initial]);

  const bounds = definition?.kind === 'number' ? boundsWords(definition) : '';

  const end = () => {
    isOver.current = true;
    grid.update({ editing: undefined });
  };

  const commit = (said: string, toSelection = false) => {
    if (isOver.current) return;
    const parsed = parseSetting(catalog, row.permission, said);
    if (!parsed.ok) return setWrong(`Write ${bounds}, or nothing to inherit.`);
    const change = { target, field: `overrides.${row.permission}`, next: parsed.settings, seen } as const;
    const refusal = toSelection ? '' : skipWords(matrix.check(change), messages, catalog);
    // A refused text stays in its field until it can be committed.
    if (refusal !== '' && field.current && hasFocus(field.current)) return setWrong(refusal);
    end();
    if (toSelection) commands.applyToSelection(settingText(parsed.settings));
    else commands.set(change, row.label);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys that are typed are not for the grid, and those that an input method takes are not for the field.
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      commit(text, event.ctrlKey || event.metaKey);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      end();
    }
  };

  // Leaving the field commits its text; a text that means nothing is announced.
  const onBlur = () => {
    if (isOver.current) return;
    if (parseSetting(catalog, row.permission, text).ok) return commit(text);
    end();
    commands.say(
      `'${text}' was not taken for ${row.label}, ${targetLabel(matrix, target)}: write ${bounds}, or nothing to inherit.`,
    );
  };

  const change = (next: string) => {
    setWrong('');
    setText(next);
  };

  return { catalog, definition, field, text, change, wrong, bounds, onKeyDown, onBlur };
}

/** The keyboard of a touch screen: one of digits alone cannot write `unlimited`. */
export function keyboardFor(definition: PermissionDefinition | undefined): 'numeric' | undefined {
  return definition?.kind === 'number' && largestOf(definition) !== 'unlimited' ? 'numeric' : undefined;
}

/** Turns a message that would overflow the grid, where it is cut off, to the other side. */
function keepInside(message: HTMLElement | null) {
  const bounds = message?.closest('[role=grid]')?.getBoundingClientRect();
  if (!message || !bounds) return;
  const { left, right, bottom } = message.getBoundingClientRect();
  message.toggleAttribute('data-above', bottom > bounds.bottom);
  message.toggleAttribute('data-back', left < bounds.left || right > bounds.right);
}

/** The values that a number may have, in words. */
export function boundsWords(definition: NumberDefinition): string {
  return numberRange(definition, (value) => valueWords(definition, value));
}
