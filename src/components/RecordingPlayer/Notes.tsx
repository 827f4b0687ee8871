'use client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type HeadingLevel, Title } from '../ui/Title.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import { RightGate } from './RightGate.js';
import type { Annotation } from '../../player/recording.js';
import { usePosition } from './usePlayback.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface NotesProps {
  readonly player: RecordingPlayerBehavior;
  /** Of the title of the player. */
  readonly level: HeadingLevel | undefined;
  readonly annotations: readonly Annotation[];
  /** Whether the application keeps notes. */
  readonly canKeep: boolean;
  readonly mode: DeniedMode | undefined;
}

/** The remarks at moments of the recording, and a field for one more. */
export function Notes({ player, level, annotations, canKeep, mode }: NotesProps): ReactNode {
  const { words } = player;
  const isOffered = canKeep && ((mode ?? player.modes.annotate) === 'disable' || player.may.annotate);
  if (annotations.length === 0 && !isOffered) return null;
  return (
    <section className="hs-recording-notes" aria-label={words.notes}>
      <Title level={level} isPart>
        {words.notes}
      </Title>
      {annotations.length > 0 && (
        <ul className="hs-recording-segments">
          {annotations.map((note) => (
            <Note key={note.id} player={player} note={note} />
          ))}
        </ul>
      )}
      {canKeep && (
        <RightGate player={player} right="annotate" mode={mode}>
          <NoteForm player={player} />
        </RightGate>
      )}
    </section>
  );
}

function Note({ player, note }: { readonly player: RecordingPlayerBehavior; readonly note: Annotation }): ReactNode {
  const { words, may } = player;
  const time = <time className="hs-recording-time">{words.time(note.at)}</time>;
  return (
    <li className="hs-recording-note">
      {may.seek ? (
        <button
          type="button"
          className="hs-recording-jump"
          aria-label={words.goTo(note.at)}
          onClick={() => player.seekTo(note.at)}
        >
          {time}
        </button>
      ) : (
        time
      )}
      {note.author !== undefined && (
        <span className="hs-recording-speaker">
          <bdi>{note.author}</bdi>
        </span>
      )}
      <span className="hs-recording-words">
        <bdi>{note.text}</bdi>
      </span>
    </li>
  );
}

function NoteForm({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const { words, annotate } = player;
  const second = usePosition(player.position, 1);
  const [text, setText] = useState('');
  /** The moment that was written about, while playing goes on. */
  const [at, setAt] = useState<number>();
  const moment = at ?? second;
  const keep = async () => {
    if (await annotate(moment, text.trim())) {
      setText('');
      setAt(undefined);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void keep();
  };
  const write = (next: string) => {
    setText(next);
    setAt(next === '' ? undefined : moment);
  };
  return (
    <form className="hs-recording-form" onSubmit={submit}>
      <input
        className="hs-recording-field"
        value={text}
        placeholder={words.addNote(moment)}
        aria-label={words.addNote(moment)}
        onChange={(event) => write(event.target.value)}
      />
      <button type="submit" className="hs-button">
        {words.saveNote}
      </button>
    </form>
  );
}
