'use client';
import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';
import { Icon } from '../ui/Icon.js';
import { type HeadingLevel, Title } from '../ui/Title.js';
import * as icons from '../ui/icons.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import { RightGate } from './RightGate.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface PlayerHeaderProps {
  readonly player: RecordingPlayerBehavior;
  readonly mode: DeniedMode | undefined;
  readonly titleId: string;
  readonly level: HeadingLevel | undefined;
  /** The actions that the application offers. */
  readonly offers: { readonly share: boolean; readonly delete: boolean };
}

/** The title of the recording, its legal hold, and the actions on it as a whole. */
export function PlayerHeader({ player, mode, titleId, level, offers }: PlayerHeaderProps): ReactNode {
  const { recording, words, view } = player;
  const holdId = useId();
  const isThere = view === 'ready' || view === 'loading';
  const isGone = view === 'deleted' || view === 'missing' || view === 'expired';
  return (
    <header className="hs-recording-header">
      <Title level={level} id={titleId} className="hs-recording-title">
        <bdi>{recording.title ?? words.untitled}</bdi>
      </Title>
      <div className="hs-recording-actions">
        {isThere && (
          <RightGate player={player} right="download" mode={mode}>
            <ActionButton icon={icons.download} label={words.download} onClick={player.download} />
          </RightGate>
        )}
        {offers.share && !isGone && (
          <RightGate player={player} right="share" mode={mode}>
            <ActionButton icon={icons.share} label={words.share} onClick={player.share} />
          </RightGate>
        )}
        {offers.delete && !isGone && (
          <RightGate player={player} right="delete" mode={mode}>
            <DeleteButton player={player} holdId={holdId} />
          </RightGate>
        )}
      </div>
      {recording.hold && (
        <p className="hs-recording-hold" id={holdId}>
          <Icon path={icons.hold} />
          <strong>{words.legalHold}</strong> {words.held(recording.hold.reason)}
        </p>
      )}
    </header>
  );
}

interface ActionButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** A path of `icons.ts`. */
  readonly icon: string;
  readonly label: string;
}

function ActionButton({ icon, label, ...props }: ActionButtonProps): ReactNode {
  return (
    <button type="button" className="hs-recording-toggle" title={label} {...props}>
      <Icon path={icon} />
      <span className="hs-recording-label">{label}</span>
    </button>
  );
}

/** A hold is not a matter of rights: the button stays for those who could delete, and says what holds it. */
function DeleteButton({
  player,
  holdId,
}: {
  readonly player: RecordingPlayerBehavior;
  readonly holdId: string;
}): ReactNode {
  const { recording, words, deletion, may } = player;
  const isHeld = may.delete && recording.hold !== undefined;
  return (
    <ActionButton
      icon={icons.bin}
      label={words.delete}
      onClick={isHeld ? undefined : deletion.ask}
      aria-disabled={isHeld || undefined}
      aria-describedby={isHeld ? holdId : undefined}
    />
  );
}
