'use client';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { MatrixCommands } from './createCommands.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { watchSize } from './watchSize.js';
import type { MatrixView } from './useMatrixEditor.js';

/** The layout of the editor; `auto` is a list if there is no room for a grid. */
export type EditorLayout = 'auto' | 'grid' | 'list';

/** The width from which an editor has room for a grid, in CSS pixels at the usual font size. */
const gridWidth = 480;

/** Options of `useEditorLayout`. */
export interface EditorLayoutOptions {
  readonly asked: EditorLayout;
  readonly root: RefObject<HTMLElement | null>;
  readonly view: MatrixView;
  readonly commands: MatrixCommands;
  /** The member or role that a list begins with. */
  readonly first: MatrixTarget | undefined;
}

/** The row and target that somebody was working on, in a grid or a list. */
interface Spot {
  readonly row: string | undefined;
  readonly target: MatrixTarget | undefined;
  readonly hasFocus: boolean;
}

/**
 * The layout that there is room for, measured before anything is painted and again when the editor's own size changes.
 * It changes when nothing is being typed and no panel is open, and keeps the shown target and focus.
 */
export function useEditorLayout({ asked, root, view, commands, first }: EditorLayoutOptions) {
  const [fitting, setFitting] = useState<'grid' | 'list'>('grid');
  const [shown, setShown] = useState(first);
  const layout = asked === 'auto' ? fitting : asked;
  const latest = useRef({ view, commands, layout, shown });
  useLayoutEffect(() => {
    latest.current = { view, commands, layout, shown };
  });
  const moved = useRef<Spot>(undefined);
  const { panel } = commands;

  useLayoutEffect(() => {
    const element = root.current;
    if (asked !== 'auto' || !element) return undefined;
    const measure = () => {
      const next = fittingLayout(element);
      const { layout: now, ...where } = latest.current;
      if (next === undefined || next === now || isInUse(element) || panel.get()) return;
      const spot = spotIn(element, where);
      moved.current = spot;
      if (next === 'list' && spot.target) setShown(spot.target);
      setFitting(next);
    };
    measure();
    // What is typed is committed before its field goes.
    const later = () => queueMicrotask(measure);
    element.addEventListener('focusout', later);
    const ends = [
      watchSize(element, measure),
      panel.subscribe(later),
      () => element.removeEventListener('focusout', later),
    ];
    return () => ends.forEach((end) => end());
  }, [asked, root, panel]);

  useLayoutEffect(() => {
    const spot = moved.current;
    moved.current = undefined;
    if (!spot || !root.current) return;
    const { grid } = latest.current.view;
    const place =
      spot.row !== undefined && spot.target
        ? latest.current.commands.placeOf({ row: spot.row, target: spot.target })
        : undefined;
    if (layout === 'grid') grid.update({ ...(place && { focus: place }), active: spot.hasFocus });
    else if (spot.hasFocus) controlIn(root.current, spot.row)?.focus();
  }, [layout, root]);

  return { layout, shown, setShown };
}

/** The target that a list shows: the chosen one while it exists, or the first. */
export function listedTarget(
  targets: readonly MatrixTarget[],
  chosen: MatrixTarget | undefined,
): MatrixTarget | undefined {
  return chosen !== undefined && targets.includes(chosen) ? chosen : targets[0];
}

/** Nothing where it cannot be told, such as in a tab that is not shown. */
function fittingLayout(element: HTMLElement): 'grid' | 'list' | undefined {
  const fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const width = element.clientWidth;
  if (width === 0) return undefined;
  return width < (gridWidth * fontSize) / 16 ? 'list' : 'grid';
}

/** Fields that would lose a text or a choice that is not committed yet. */
const fields = '.hs-matrix-editor, .hs-matrix-list select, .hs-matrix-list input:not([type=checkbox])';

function isInUse(root: HTMLElement): boolean {
  const active = document.activeElement;
  return active !== null && root.contains(active) && active.matches(fields);
}

function spotIn(
  root: HTMLElement,
  {
    view,
    commands,
    shown,
  }: Pick<EditorLayoutOptions, 'view' | 'commands'> & { readonly shown: MatrixTarget | undefined },
): Spot {
  const active = document.activeElement;
  const isIn = (places: string) => active !== null && root.contains(active) && active.closest(places) !== null;
  const list = root.querySelector('.hs-matrix-list');
  if (list) {
    const row = isIn('[data-line]')
      ? (active?.closest('[data-line]')?.getAttribute('data-line') ?? undefined)
      : undefined;
    return {
      row,
      target: listedTarget(view.targets, shown),
      hasFocus: isIn('.hs-matrix-list, .hs-matrix-pick'),
    };
  }
  const { focus } = view.grid.get();
  const hasFocus = isIn('[role=grid]');
  // Who has not been in the grid begins where the list begins.
  if (!hasFocus && focus.row <= 1 && focus.col <= 1) return { row: undefined, target: shown, hasFocus };
  const { row, target } = commands.identityAt(focus);
  return { row, target, hasFocus };
}

function controlIn(root: HTMLElement, row: string | undefined): HTMLElement | null {
  const item = row === undefined ? null : root.querySelector(`[data-line="${CSS.escape(row)}"]`);
  return (item ?? root).querySelector<HTMLElement>(item ? 'input, select, button' : '.hs-matrix-pick select');
}
