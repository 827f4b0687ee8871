'use client';
import { type ReactNode, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../react/hooks/useWords.js';
import { isFocusFree } from '../../react/dom/rootOf.js';
import { Announcer } from './announce/Announcer.js';
import { createCommands, createMatrixStores, type MatrixCommands } from './state/createCommands.js';
import { Details } from './Details.js';
import type { MatrixTarget } from '../../matrix/MatrixBackend.js';
import { PrintReview } from './export/PrintReview.js';
import { targetLabel } from '../../matrix/findTargets.js';
import { MatrixGrid, type Virtualize } from './grid/MatrixGrid.js';
import { PlaceFollower } from './grid/PlaceFollower.js';
import { MatrixList } from './list/MatrixList.js';
import {
  CellProvider,
  type CellContextValue,
  MatrixProvider,
  type RenderCellValue,
  useMatrixContext,
} from './state/MatrixContext.js';
import { ImpactContext, type CountImpact } from './state/ImpactContext.js';
import { OpenPanel } from './panels/OpenPanel.js';
import { StatusBar } from './StatusBar.js';
import { Toolbar } from './Toolbar.js';
import { type EditorLayout, listedTarget, useEditorLayout } from './state/useEditorLayout.js';
import { type MatrixView, useMatrixEditor, type UseMatrixEditorOptions } from './state/useMatrixEditor.js';

/** Props of `MatrixEditor`. */
export interface MatrixEditorProps extends UseMatrixEditorOptions {
  /** The accessible name of the grid. */
  readonly label: string;
  /** `list` shows one member or role at a time; `auto`, the default, does so where there is no room for a grid. */
  readonly layout?: EditorLayout;
  /** Members or roles as rows, permissions as columns. */
  readonly transposed?: boolean;
  readonly virtualize?: Virtualize;
  /** The member or role that a list begins with. */
  readonly target?: MatrixTarget;
  /** Counts the impact of a change of a role or scope before it is made. */
  readonly countImpact?: CountImpact;
  /** Renders additional content beside the control of a cell. */
  readonly renderValue?: RenderCellValue;
}

/**
 * Who may do what, edited in one place: permissions against roles or members, with everything that a change goes
 * through on its way to the audit log.
 *
 * ```tsx
 * <MatrixEditor label="Permissions" backend={backend} columns="members" saveMode="staged" />
 * ```
 */
export function MatrixEditor(props: MatrixEditorProps): ReactNode {
  const view = useMatrixEditor(props);
  if (!view)
    return (
      <p role="status" className="hs-matrix">
        Reading…
      </p>
    );
  return <Editor {...props} view={view} />;
}

function Editor({
  view,
  label,
  layout: asked = 'auto',
  transposed = false,
  virtualize = 'both',
  target,
  countImpact,
  renderValue,
}: MatrixEditorProps & { readonly view: MatrixView }): ReactNode {
  const messages = useWords();
  const detailsId = useId();
  const root = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/exhaustive-deps -- what was open for one engine is nothing for the next
  const stores = useMemo(() => createMatrixStores(root), [view.matrix]);
  useEffect(() => stores.search.end, [stores]);
  const [printedAt, setPrintedAt] = useState<Date>();
  const commands = useMemo(() => createCommands(view, { transposed }, stores), [view, transposed, stores]);
  const { layout, shown, setShown } = useEditorLayout({ asked, root, view, commands, first: target });
  const isList = layout === 'list';
  const value = useMemo(
    () => ({ view, commands, messages, detailsId, root, isList }),
    [view, commands, messages, detailsId, isList],
  );
  const count = useLatestCount(countImpact);
  const cells = useCells(view, commands, detailsId, renderValue);
  useInsideFocus(view, commands.size());
  const print = () => {
    view.matrix.catchUp();
    setPrintedAt(new Date());
  };
  const stopPrinting = useCallback(() => setPrintedAt(undefined), []);
  return (
    <MatrixProvider value={value}>
      <ImpactContext.Provider value={count}>
        <div ref={root} className="hs-matrix" data-layout={layout}>
          <Toolbar onPrint={print} />
          {isList ? (
            <ListOf chosen={shown} onChoose={setShown} />
          ) : (
            <>
              <PlaceFollower />
              <CellProvider value={cells}>
                <MatrixGrid label={label} virtualize={virtualize} />
              </CellProvider>
              <Details />
            </>
          )}
          <StatusBar />
          <Announcer />
          <OpenPanel />
          {printedAt && <PrintReview title={label} at={printedAt} onDone={stopPrinting} />}
        </div>
      </ImpactContext.Provider>
    </MatrixProvider>
  );
}

/** One stable function for the latest `count`: a new one at each rendering counts nothing again. */
function useLatestCount(count: CountImpact | undefined): CountImpact | undefined {
  const latest = useRef(count);
  useLayoutEffect(() => {
    latest.current = count;
  });
  const hasCount = count !== undefined;
  return useMemo<CountImpact | undefined>(
    () => (hasCount ? async (changes, signal) => (await latest.current?.(changes, signal)) ?? [] : undefined),
    [hasCount],
  );
}

function useCells(
  { matrix, grid }: MatrixView,
  commands: MatrixCommands,
  detailsId: string,
  renderValue: RenderCellValue | undefined,
): CellContextValue {
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  return useMemo(
    () => ({ matrix, grid, commands: () => latest.current, detailsId, renderValue }),
    [matrix, grid, detailsId, renderValue],
  );
}

/** Keeps focus inside the rows and columns that the filters leave. */
function useInsideFocus({ grid }: MatrixView, { row, col }: { readonly row: number; readonly col: number }) {
  useEffect(() => {
    const { focus, active } = grid.get();
    // While the grid is empty the headers have the tab stop; focus that enters the grid begins at a cell.
    const inside = (at: number, most: number) => Math.min(at === 0 && !active ? 1 : at, most);
    const next = { row: inside(focus.row, row), col: inside(focus.col, col) };
    if (next.row !== focus.row || next.col !== focus.col) grid.update({ focus: next, selection: undefined });
  }, [grid, row, col]);
}

interface ListOfProps {
  readonly chosen: MatrixTarget | undefined;
  readonly onChoose: (target: MatrixTarget | undefined) => void;
}

function ListOf({ chosen, onChoose }: ListOfProps): ReactNode {
  const { targets, matrix } = useMatrixContext().view;
  const target = listedTarget(targets, chosen);
  const field = useRef<HTMLSelectElement>(null);
  const hasFocus = useRef(false);
  const follow = useCallback((isInside: boolean) => void (hasFocus.current = isInside), []);
  useEffect(() => {
    // The control in focus went away with the target that was shown.
    if (hasFocus.current && isFocusFree()) field.current?.focus();
  }, [target]);
  // What the search leaves, and that members are still being read, is said elsewhere.
  if (target === undefined) return null;
  const listed = targets.slice(0, mostListed);
  return (
    <>
      <label className="hs-matrix-pick">
        Show{' '}
        <select
          ref={field}
          value={target}
          onChange={(event) => onChoose(targets.find((each) => each === event.target.value))}
        >
          {(listed.includes(target) ? listed : [target, ...listed]).map((each) => (
            <option key={each} value={each}>
              {targetLabel(matrix, each)}
            </option>
          ))}
        </select>
      </label>
      {targets.length > mostListed && (
        <p className="hs-matrix-sub">
          The first {mostListed} of {targets.length}; search for the others.
        </p>
      )}
      <MatrixList key={target} target={target} onFocusChange={follow} />
    </>
  );
}

/** A longer list is searched instead. */
const mostListed = 500;
