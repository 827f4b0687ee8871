'use client';
import { useRef, useState } from 'react';
import { useAfterChange } from '../shared/useAfterChange.js';

/** Where deleting stands. */
export type DeletionStep = 'none' | 'asking' | 'deleting' | 'failed' | 'deleted' | 'undoing' | 'undo-failed';

/** What a backend that can undo answers to a deletion. */
export interface DeletionReceipt {
  readonly undo: () => Promise<void>;
}

/** Deletes after asking, and takes it back where that can be done. */
export interface Deletion {
  readonly step: DeletionStep;
  readonly canUndo: boolean;
  /** Asks whether to delete. */
  readonly ask: () => void;
  readonly cancel: () => void;
  readonly confirm: () => void;
  readonly undo: () => void;
}

interface DeletionState {
  readonly step: DeletionStep;
  readonly receipt: DeletionReceipt | undefined;
}

/** What deleting depends on. */
export interface DeletionOptions {
  /** Whether it may be done now; where it no longer may, the question goes away. */
  readonly isAllowed: boolean;
  readonly remove: () => Promise<DeletionReceipt | void>;
  /** Called where it failed and may not be tried again, so that no question is left to say it. */
  readonly onRefused: () => void;
}

/** The steps of deleting one thing. */
export function useDeletion({ isAllowed, remove, onRefused }: DeletionOptions): Deletion {
  const latest = useRef({ isAllowed, onRefused });
  useAfterChange(() => void (latest.current = { isAllowed, onRefused }));
  const [{ step, receipt }, setState] = useState<DeletionState>({ step: 'none', receipt: undefined });
  const go = (next: DeletionStep, kept = receipt) => setState({ step: next, receipt: kept });
  const isQuestion = step === 'asking' || step === 'failed';

  const confirm = async () => {
    if (!isAllowed || !isQuestion) return;
    go('deleting');
    try {
      go('deleted', (await remove()) ?? undefined);
    } catch {
      go('failed');
      if (!latest.current.isAllowed) latest.current.onRefused();
    }
  };
  const undo = async () => {
    if (!receipt) return;
    go('undoing');
    try {
      await receipt.undo();
      go('none', undefined);
    } catch {
      go('undo-failed');
    }
  };

  return {
    step: isQuestion && !isAllowed ? 'none' : step,
    canUndo: receipt !== undefined,
    ask() {
      if (isAllowed) go('asking');
    },
    cancel() {
      if (isQuestion) go('none');
    },
    confirm: () => void confirm(),
    undo: () => void undo(),
  };
}
