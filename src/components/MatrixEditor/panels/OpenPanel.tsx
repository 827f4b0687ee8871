'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { isFocusFree } from '../../../react/dom/rootOf.js';
import { controlAt } from '../grid/useFlags.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { BelongingsPanel } from './BelongingsPanel.js';
import { CellMenu } from './CellMenu.js';
import { ComparePanel } from './ComparePanel.js';
import { CopyAccessPanel } from './CopyAccessPanel.js';
import { FindingsPanel } from './FindingsPanel.js';
import { HistoryPanel } from './HistoryPanel.js';
import { FixPanel } from './FixPanel.js';
import { PackagesPanel } from './PackagesPanel.js';
import { PreviewPanel } from './PreviewPanel.js';
import { ReviewPanel } from './ReviewPanel.js';
import { RolesPanel } from './RolesPanel.js';
import { SettingPanel } from './SettingPanel.js';
import { UnsavedPanel } from './UnsavedPanel.js';

/** From one panel to the next nobody knows any more where focus came from: it returns once the last one is closed. */
function useReturnFocus(isOpen: boolean) {
  const { view, commands, root } = useMatrixContext();
  const { grid } = view;
  const { opener } = commands;
  useEffect(() => {
    const home = root.current;
    if (!isOpen) return undefined;
    return () => {
      // A panel of its own accord gives focus back in the next frame: only what is lost by then is brought back.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (!isFocusFree()) return;
          const element = opener();
          const inEditor =
            home && (controlAt(home, grid.get().focus) ?? home.querySelector<HTMLElement>('.hs-matrix-pick select'));
          (element?.isConnected ? element : inEditor)?.focus();
        }),
      );
    };
  }, [isOpen, grid, opener, root]);
}

/** The popover or dialog that is open, if any. */
export function OpenPanel(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { panel } = commands;
  const open = useSyncExternalStore(panel.subscribe, panel.get, panel.get);
  useReturnFocus(open !== undefined);
  const isGone = open !== undefined && 'target' in open && !view.matrix.shown(open.target);
  useEffect(() => {
    if (isGone) commands.close();
  }, [isGone, commands]);
  switch (open?.type) {
    case 'setting':
      return <SettingPanel key={`${open.target} ${open.row.key}`} {...open} />;
    case 'menu':
      return <CellMenu {...open} />;
    case 'history':
      return <HistoryPanel {...open} />;
    case 'roles':
      return <RolesPanel target={open.target} />;
    case 'belongings':
      return <BelongingsPanel key={open.target} target={open.target} />;
    case 'packages':
      return <PackagesPanel target={open.target} />;
    case 'copy-access':
      return <CopyAccessPanel target={open.target} />;
    case 'compare':
      return <ComparePanel target={open.target} />;
    case 'preview':
      return <PreviewPanel proposal={open.proposal} />;
    case 'review':
      return <ReviewPanel />;
    case 'unsaved':
      return <UnsavedPanel />;
    case 'findings':
      return <FindingsPanel />;
    case 'fix':
      return <FixPanel finding={open.finding} />;
    case undefined:
      return null;
  }
}
