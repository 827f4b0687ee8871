'use client';
import { type FocusEvent, type ReactNode, useId } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isPlain } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { type Attribute, notesOf, type PermissionAttribute, rowCellOf } from '../../../matrix/row.js';
import { isRowOn } from '../../../matrix/rowScope.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { useCell } from '../state/useCell.js';
import { cellLines } from '../words/cellWords.js';
import { settingWords } from '../words/sentences.js';
import { lineWords } from '../words/lineWords.js';
import { cellMarks } from '../ui/CellMarks.js';
import { ListValue } from './ListValue.js';
import { MemberFacts } from './MemberFacts.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface MatrixListProps {
  readonly target: MatrixTarget;
  /** Hears where focus goes, and nothing when what had it is gone. */
  readonly onFocusChange: (isInside: boolean) => void;
}

/** One member or role as a list: for narrow screens, and for whoever would rather not read a grid. */
export function MatrixList({ target, onFocusChange }: MatrixListProps): ReactNode {
  const { view } = useMatrixContext();
  const groups = groupLines(view.lines);
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
      {groups.map(({ label, lines }) => (
        <section key={label} aria-label={label}>
          {label !== '' && <h3 className="hs-matrix-heading">{label}</h3>}
          <ul>
            {lines.map((line) => (
              <ListItem key={line.key} line={line} target={target} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupLines(lines: readonly Attribute[]): readonly { label: string; lines: PermissionAttribute[] }[] {
  const groups: { label: string; lines: PermissionAttribute[] }[] = [];
  for (const line of lines) {
    if (line.kind === 'section') groups.push({ label: line.label, lines: [] });
    if (line.kind !== 'permission') continue;
    const last = groups.at(-1);
    if (last) last.lines.push(line);
    else groups.push({ label: '', lines: [line] });
  }
  return groups;
}

function ListItem({ line, target }: { readonly line: PermissionAttribute; readonly target: MatrixTarget }): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const id = useId();
  const cell = useCell(matrix, target, line.permission);
  const catalog = matrix.catalog();
  const definition = catalog.permissions[line.permission];
  if (!cell || !definition) return null;
  const isCheckbox = definition.kind === 'right' || definition.kind === 'duty' || line.at !== undefined;
  const isScoped = definition.kind === 'right' && definition.on !== undefined && line.at === undefined;
  const name = `${line.label}, ${targetLabel(matrix, target)}`;
  return (
    <li
      data-save={cell.save.status}
      data-own={cell.own !== undefined || undefined}
      data-permission={line.permission}
      data-line={line.key}
    >
      <div className="hs-matrix-item-head">
        {isCheckbox ? (
          <label>
            <input
              type="checkbox"
              checked={isRowOn(catalog, line, cell.effective)}
              aria-disabled={cell.lock !== undefined}
              aria-label={name}
              aria-describedby={id}
              onChange={() => commands.toggle(target, line)}
            />{' '}
            {line.label}
          </label>
        ) : !isPlain(cell.own) ? (
          <span>
            {line.label}: {settingWords(catalog, line.permission, cell.own)}
          </span>
        ) : (
          <ListValue line={line} target={target} cell={cell} describedBy={id} />
        )}
        {cellMarks(cell, rowCellOf(line, target))}
        {isScoped && <span className="hs-matrix-sub">{lineWords(catalog, { line, target, cell })}</span>}
        <span className="hs-matrix-buttons">
          <MatrixButton onClick={() => commands.panel.set({ type: 'setting', target, line })}>
            Edit<span className="hs-visually-hidden"> {name}</span>
          </MatrixButton>
          <MatrixButton aria-haspopup="menu" onClick={() => commands.panel.set({ type: 'menu', target, line })}>
            More<span className="hs-visually-hidden"> about {name}</span>
          </MatrixButton>
        </span>
      </div>
      {line.description !== '' && <p className="hs-matrix-sub">{line.description}</p>}
      <p id={id} className="hs-matrix-sub">
        {[...cellLines(matrix, messages, { line, target, cell }), ...notesOf(line, target)].join(' ')}
      </p>
      <SettleButtons target={target} field={`overrides.${line.permission}`} isSaid />
    </li>
  );
}
