'use client';
import type { ReactNode } from 'react';
import { useExplain } from '../../react/hooks/useExplain.js';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';
import type { PlayerView } from './viewOf.js';
import { absentWords } from './words.js';

interface NoticeContent {
  /** A path of `icons.ts`. */
  readonly icon: string;
  readonly title: string;
  readonly why?: string;
  readonly tone?: 'critical' | 'neutral';
  readonly action?: ReactNode;
}

/** The notice in place of the controls while there is nothing to control. */
export function Notice({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const explain = useExplain();
  const { icon, title, why, tone = 'neutral', action } = contentOf(player, explain);
  return (
    // Takes the focus that was in what it replaces.
    <div className="hs-recording-notice" data-tone={tone} data-home tabIndex={-1}>
      <Icon path={icon} />
      <div>
        <p className="hs-recording-what">{title}</p>
        {why && <p className="hs-recording-why">{why}</p>}
      </div>
      {action}
    </div>
  );
}

function contentOf(player: RecordingPlayerBehavior, explain: ReturnType<typeof useExplain>): NoticeContent {
  const { view, words, decisions, playback } = player;
  switch (view) {
    case 'pending':
      return { icon: icons.clock, title: words.pending };
    case 'denied': {
      const stopped = playback.stoppedAt === undefined ? '' : `${words.stopped(playback.stoppedAt)} `;
      return { icon: icons.lock, title: words.cannotListen, why: stopped + explain(decisions.listen) };
    }
    case 'withdrawn':
    case 'hidden':
      return { icon: icons.lock, title: words.withdrawn, why: explain(decisions.see) };
    case 'failed':
      return {
        icon: icons.alert,
        title: words.failed,
        why: words.failedWhy,
        tone: 'critical',
        action: <RetryButton onClick={player.retry}>{words.retry}</RetryButton>,
      };
    case 'deleted':
      return { icon: icons.bin, title: words.deleted, ...undoOf(player) };
    case 'processing':
    case 'empty':
    case 'missing':
    case 'expired':
      return absentContent(player, view);
    case 'loading':
    case 'ready':
      return { icon: icons.clock, title: words.loading };
  }
}

const absentIcons = { processing: icons.clock, empty: icons.silent, missing: icons.missing, expired: icons.clock };

function absentContent(player: RecordingPlayerBehavior, view: keyof typeof absentIcons): NoticeContent {
  const { title, why } = absentWords(player.words, view);
  // Where the application said so itself, it will also say when that is over.
  const canAsk = player.playback.phase === 'absent' && view === 'processing';
  return {
    icon: absentIcons[view],
    title,
    why,
    ...(canAsk && { action: <RetryButton onClick={player.retry}>{player.words.checkAgain}</RetryButton> }),
  };
}

function undoOf({ deletion, words }: RecordingPlayerBehavior): Partial<NoticeContent> {
  if (!deletion.canUndo) return {};
  const isBusy = deletion.step === 'undoing';
  return {
    ...(deletion.step === 'undo-failed' && { why: words.undoFailed, tone: 'critical' }),
    action: (
      <RetryButton isBusy={isBusy} onClick={deletion.undo}>
        {isBusy ? words.undoing : words.undo}
      </RetryButton>
    ),
  };
}

interface RetryButtonProps {
  readonly isBusy?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function RetryButton({ isBusy = false, onClick, children }: RetryButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="hs-button"
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    >
      {children}
    </button>
  );
}

/** The views in which a notice stands in the place of the controls. */
export function isNoticeView(view: PlayerView): boolean {
  return view !== 'ready' && view !== 'loading';
}
