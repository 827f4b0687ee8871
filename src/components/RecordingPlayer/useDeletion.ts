'use client';
import { useRef, useState } from 'react';
import { useAfterChange } from '../ui/useAfterChange.js';

/** The state of a deletion. */
export type DeletionStep = 'none' | 'asking' | 'deleting' | 'failed' | 'deleted' | 'undoing' | 'undo-failed';

/** The answer to a deletion by a backend that can undo it. */
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
  readonly of: string;
  readonly step: DeletionStep;
  readonly receipt: DeletionReceipt | undefined;
}

/** Options of `useDeletion`. */
export interface DeletionOptions {
  /** The id of the record that can be deleted; with another id, nothing has been asked or done yet. */
  readonly of: string;
  /** Whether it may be done now; where it no longer may, the question goes away. */
  readonly isAllowed: boolean;
  readonly remove: () => Promise<DeletionReceipt | void>;
  /** Called where it failed and may not be tried again, so that no question is left to say it. */
  readonly onRefused: () => void;
}

/** The steps of deleting one thing. */
export function useDeletion({ of, isAllowed, remove, onRefused }: DeletionOptions): Deletion {
  const latest = useRef({ isAllowed, onRefused });
  useAfterChange(() => void (latest.current = { isAllowed, onRefused }));
  const [last, setState] = useState<DeletionState>();
  const { step, receipt }: Omit<DeletionState, 'of'> = last?.of === of ? last : { step: 'none', receipt: undefined };
  const go = (next: DeletionStep, kept = receipt) => setState({ of, step: next, receipt: kept });
  /** After a while: by then it may be about another one. */
  const settle = (next: DeletionStep, kept = receipt) =>
    setState((now) => (now?.of === of ? { of, step: next, receipt: kept } : now));
  const isQuestion = step === 'asking' || step === 'failed';

  const confirm = async () => {
    if (!isAllowed || !isQuestion) return;
    go('deleting');
    try {
      settle('deleted', (await remove()) ?? undefined);
    } catch {
      settle('failed');
      if (!latest.current.isAllowed) latest.current.onRefused();
    }
  };
  const undo = async () => {
    if (!receipt) return;
    go('undoing');
    try {
      await receipt.undo();
      settle('none', undefined);
    } catch {
      settle('undo-failed');
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
