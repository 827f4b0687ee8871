'use client';
import { type FocusEvent, type ReactNode, useId } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isPlain } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { type Row, notesOf, type PermissionRow, rowCellOf } from '../../../matrix/row.js';
import { isRowOn } from '../../../matrix/rowScope.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { useCell, useNames } from '../state/useCell.js';
import { cellLines } from '../words/cellWords.js';
import { settingWords } from '../words/sentences.js';
import { rowWords } from '../words/rowWords.js';
import { cellMarks } from '../ui/CellMarks.js';
import { ListValue } from './ListValue.js';
import { MemberFacts } from './MemberFacts.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface MatrixListProps {
  readonly target: MatrixTarget;
  /** Hears where focus goes, and nothing when what had it is gone. */
  readonly onFocusChange: (isInside: boolean) => void;
}

/** One member or role as a list, for narrow screens and for readers who prefer a list to a grid. */
export function MatrixList({ target, onFocusChange }: MatrixListProps): ReactNode {
  const { view } = useMatrixContext();
  useNames(view.matrix);
  const groups = groupLines(view.rows);
  const onBlur = ({ target: left, relatedTarget, currentTarget }: FocusEvent) => {
    onFocusChange(relatedTarget instanceof Node && currentTarget.contains(relatedTarget));
    const permission = left.closest('[data-permission]')?.getAttribute('data-permission');
    // Who changed it is marked until somebody was there to read it.
    if (permission) view.matrix.seen(target, permission);
  };
  return (
    <div className="hs-matrix-list" onFocus={() => onFocusChange(true)} onBlur={onBlur}>
      <h2 className="hs-matrix-title">{targetLabel(view.matrix, target)}</h2>
      <MemberFacts target={target} />
      {groups.map(({ label, rows }) => (
        <section key={label} aria-label={label}>
          {label !== '' && <h3 className="hs-matrix-heading">{label}</h3>}
          <ul>
            {rows.map((row) => (
              <ListItem key={row.key} row={row} target={target} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupLines(rows: readonly Row[]): readonly { label: string; rows: PermissionRow[] }[] {
  const groups: { label: string; rows: PermissionRow[] }[] = [];
  for (const row of rows) {
    if (row.kind === 'section') groups.push({ label: row.label, rows: [] });
    if (row.kind !== 'permission') continue;
    const last = groups.at(-1);
    if (last) last.rows.push(row);
    else groups.push({ label: '', rows: [row] });
  }
  return groups;
}

function ListItem({ row, target }: { readonly row: PermissionRow; readonly target: MatrixTarget }): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const id = useId();
  const cell = useCell(matrix, target, row.permission);
  const catalog = matrix.catalog();
  const definition = catalog.permissions[row.permission];
  if (!cell || !definition) return null;
  const isCheckbox = definition.kind === 'right' || definition.kind === 'duty' || row.at !== undefined;
  const isScoped =
    definition.kind === 'right' && definition.on !== undefined && (row.at === undefined || row.at.asks !== undefined);
  const name = `${row.label}, ${targetLabel(matrix, target)}`;
  return (
    <li
      data-save={cell.save.status}
      data-own={cell.own !== undefined || undefined}
      data-permission={row.permission}
      data-line={row.key}
    >
      <div className="hs-matrix-item-head">
        {isCheckbox ? (
          <label>
            <input
              type="checkbox"
              checked={isRowOn(catalog, row, cell.effective)}
              aria-disabled={cell.lock !== undefined}
              aria-label={name}
              aria-describedby={id}
              onChange={() => commands.toggle(target, row)}
            />{' '}
            {row.label}
          </label>
        ) : !isPlain(cell.own) ? (
          <span>
            {row.label}: {settingWords(catalog, row.permission, cell.own)}
          </span>
        ) : (
          <ListValue row={row} target={target} cell={cell} describedBy={id} />
        )}
        {cellMarks(cell, rowCellOf(row, target))}
        {isScoped && <span className="hs-matrix-sub">{rowWords(catalog, { row, target, cell })}</span>}
        <span className="hs-matrix-buttons">
          <MatrixButton onClick={() => commands.panel.set({ type: 'setting', target, row })}>
            Edit<span className="hs-visually-hidden"> {name}</span>
          </MatrixButton>
          <MatrixButton aria-haspopup="menu" onClick={() => commands.panel.set({ type: 'menu', target, row })}>
            More<span className="hs-visually-hidden"> about {name}</span>
          </MatrixButton>
        </span>
      </div>
      {row.description !== '' && <p className="hs-matrix-sub">{row.description}</p>}
      <p id={id} className="hs-matrix-sub">
        {[...cellLines(matrix, messages, { row, target, cell }), ...notesOf(row, target)].join(' ')}
      </p>
      <SettleButtons target={target} field={`overrides.${row.permission}`} isSaid />
    </li>
  );
}
