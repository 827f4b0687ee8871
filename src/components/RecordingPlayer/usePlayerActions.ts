'use client';
import { useContext, useState } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import type { Playback } from '../../player/createPlayback.js';
import type { Recording } from '../../player/recording.js';
import type { RecordingWords } from './words.js';

/** The outcome of the last download, share or note. */
export interface ActionOutcome {
  readonly tone: 'done' | 'failed';
  readonly text: string;
}

/** Actions on a recording that the application carries out. */
export interface PlayerCallbacks {
  /** Shares the recording, such as by copying a link; rejects where that failed. Without it, sharing is not offered. */
  readonly onShare?: ((recording: Recording) => void | Promise<void>) | undefined;
  /** Keeps a note at a moment in seconds; rejects where that failed. Without it, notes are not offered. */
  readonly onAnnotate?: ((note: { readonly at: number; readonly text: string }) => void | Promise<void>) | undefined;
}

/** The actions beside playing. Each does nothing without its right. */
export interface PlayerActions {
  readonly outcome: ActionOutcome | undefined;
  readonly download: () => void;
  readonly share: () => void;
  /** Keeps a note at a moment in seconds; tells whether it was kept. */
  readonly annotate: (at: number, text: string) => Promise<boolean>;
}

/** Options of `usePlayerActions`. */
export interface PlayerActionOptions extends PlayerCallbacks {
  readonly recording: Recording;
  /** The name of its file. */
  readonly name: string;
  readonly may: { readonly share: boolean; readonly annotate: boolean };
  readonly playback: Playback;
  readonly words: RecordingWords;
}

/** Runs downloads, shares and notes, and tells how they went. */
export function usePlayerActions(options: PlayerActionOptions): PlayerActions {
  const { recording, name, may, playback, words, onShare, onAnnotate } = options;
  const { announce } = useContext(VoiceContext);
  const [last, setLast] = useState<{ readonly of: string; readonly outcome: ActionOutcome | undefined }>();
  const setOutcome = (outcome: ActionOutcome | undefined) => setLast({ of: recording.id, outcome });

  const tell = (next: ActionOutcome) => {
    setOutcome(next);
    announce(next.text);
  };
  const attempt = async (run: () => unknown, done: string, failed: string): Promise<boolean> => {
    setOutcome(undefined);
    try {
      // `false`: it was not done, for a reason that is told elsewhere.
      if ((await run()) === false) return false;
      tell({ tone: 'done', text: done });
      return true;
    } catch {
      tell({ tone: 'failed', text: failed });
      return false;
    }
  };

  return {
    outcome: last?.of === recording.id ? last.outcome : undefined,
    download: () => void attempt(() => playback.download(fileName(name)), words.downloaded, words.downloadFailed),
    share() {
      if (may.share && onShare) void attempt(() => onShare(recording), words.shared, words.shareFailed);
    },
    annotate: async (at, text) =>
      may.annotate &&
      onAnnotate !== undefined &&
      attempt(() => onAnnotate({ at, text }), words.noteSaved, words.noteFailed),
  };
}

/** A file name without characters that file systems refuse; the ending is left to the server's own type. */
function fileName(name: string): string {
  return name.replace(/[/\\:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
}
