'use client';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useMatrixContext } from '../MatrixContext.js';
import { CellMenu } from './CellMenu.js';
import { CopyAccessPanel } from './CopyAccessPanel.js';
import { FindingsPanel } from './FindingsPanel.js';
import { HistoryPanel } from './HistoryPanel.js';
import { PackagesPanel } from './PackagesPanel.js';
import { PlanPanel } from './PlanPanel.js';
import { ReviewPanel } from './ReviewPanel.js';
import { SettingPanel } from './SettingPanel.js';

/** The popover or dialog that is open, if any. */
export function OpenPanel(): ReactNode {
  const { panel } = useMatrixContext().commands;
  const open = useSyncExternalStore(panel.subscribe, panel.get, panel.get);
  switch (open?.type) {
    case 'setting':
      return <SettingPanel key={`${open.target} ${open.line.key}`} {...open} />;
    case 'menu':
      return <CellMenu {...open} />;
    case 'history':
      return <HistoryPanel {...open} />;
    case 'packages':
      return <PackagesPanel target={open.target} />;
    case 'copy-access':
      return <CopyAccessPanel target={open.target} />;
    case 'plan':
      return <PlanPanel proposal={open.proposal} />;
    case 'review':
      return <ReviewPanel />;
    case 'findings':
      return <FindingsPanel />;
    case undefined:
      return null;
  }
}
