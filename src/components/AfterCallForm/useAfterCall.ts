'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import { VoiceContext } from '../../react/PermissionContext.js';
import { useCan } from '../../react/useCan.js';
import { usePermissionValue } from '../../react/usePermissionValue.js';
import { systemClock } from '../../sources/Clock.js';
import { type Action, useAction } from '../shared/useAction.js';
import { readableRecords } from '../shared/readableRecords.js';
import { useDuty } from '../shared/useDuty.js';
import { useNow, type Watch } from '../shared/useNow.js';
import { usePermissionIds } from '../shared/usePermissionIds.js';
import { afterCallConventions, type AfterCallPermissionIds } from './permissions.js';
import type { Unmet } from './unmet.js';
import { type AfterCallWords, englishAfterCallWords } from './words.js';

/** A tag that a call can get. */
export interface CallTag {
  readonly id: string;
  readonly label: string;
}

/** What was written down about a call. */
export interface CallOutcome {
  /** Ids, in the order of the offered tags. */
  readonly tags: readonly string[];
  readonly note: string;
}

/** What the form is given. */
export interface AfterCallOptions {
  /** Another id is another form: nothing of the last call is left in it. */
  readonly callId?: string | undefined;
  /** The call, where a catalog's right to tag is asked about one. */
  readonly call?: object | undefined;
  /** When the call ended, in milliseconds since 1970. */
  readonly endedAt: number;
  readonly tags: readonly CallTag[];
  /** Keeps what was written and closes the form; rejects where that did not work. */
  readonly onClose: (outcome: CallOutcome) => void | Promise<void>;
  /** Told once when the allotted time is over; the form stays until its duties are met. */
  readonly onTimeOver?: (() => void) | undefined;
  readonly initial?: Partial<CallOutcome> | undefined;
  /** The clock; the machine's unless told. */
  readonly clock?: Watch | undefined;
  /** Which permission stands for what, where a catalog does not keep to the convention. */
  readonly permissions?: Partial<AfterCallPermissionIds> | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<AfterCallWords> | undefined;
}

/** Everything that a form of one's own markup needs. */
export interface AfterCall {
  readonly mayTag: boolean;
  /** The tags that there are to choose from. */
  readonly offered: readonly CallTag[];
  readonly isTagRequired: boolean;
  readonly isNoteRequired: boolean;
  readonly tags: readonly string[];
  readonly toggleTag: (id: string) => void;
  readonly note: string;
  readonly setNote: (note: string) => void;
  /** What is still to be done; empty when the form may be closed. */
  readonly unmet: readonly Unmet[];
  readonly canClose: boolean;
  readonly close: () => void;
  readonly state: Action<readonly []>['state'];
  /** Seconds that are left; `undefined` where no time is allotted. */
  readonly secondsLeft: number | undefined;
  readonly words: AfterCallWords;
}

/**
 * The behaviour of an after-call form without its looks: duties, what is written, the time that is left.
 *
 * ```tsx
 * const form = useAfterCall({ endedAt: call.endedAt, tags, onClose: save });
 * <button disabled={!form.canClose} onClick={form.close}>Save</button>
 * ```
 */
export function useAfterCall(options: AfterCallOptions): AfterCall {
  const { call, endedAt, clock = systemClock, initial, onTimeOver } = options;
  const words = { ...englishAfterCallWords, ...options.words };
  const ids = usePermissionIds(afterCallConventions, options.permissions);
  const mayTag = useCan(ids.tag, call);
  const tagDuty = useDuty(afterCallConventions.tagsRequired, options.permissions?.tagsRequired);
  const noteDuty = useDuty(afterCallConventions.noteRequired, options.permissions?.noteRequired);
  const [chosen, setChosen] = useState<readonly string[]>(initial?.tags ?? []);
  const [note, setNote] = useState(initial?.note ?? '');
  const secondsLeft = useSecondsLeft({ id: ids.duration, endedAt, clock, onTimeOver, words });
  // What is not offered, or no longer allowed, is not kept.
  const offered = readableRecords(options.tags);
  const tags = mayTag ? offered.filter(({ id }) => chosen.includes(id)).map(({ id }) => id) : [];
  const unmet = unmetOf({ tagDuty, noteDuty, tags, note });
  const { announce } = useContext(VoiceContext);
  const closing = useAction(
    () => options.onClose({ tags, note: note.trim() }),
    () => announce(words.failed),
  );
  return {
    mayTag,
    offered,
    isTagRequired: tagDuty === 'binding',
    isNoteRequired: noteDuty === 'binding',
    tags,
    toggleTag: (id) => setChosen(tags.includes(id) ? tags.filter((each) => each !== id) : [...tags, id]),
    note,
    setNote,
    unmet,
    canClose: unmet.length === 0,
    close() {
      if (unmet.length === 0) void closing.run();
      else announce([words.before, ...unmet.map((each) => words.unmet[each])].join(' '));
    },
    state: closing.state,
    secondsLeft,
    words,
  };
}

interface Duties {
  readonly tagDuty: ReturnType<typeof useDuty>;
  readonly noteDuty: ReturnType<typeof useDuty>;
  readonly tags: readonly string[];
  readonly note: string;
}

function unmetOf({ tagDuty, noteDuty, tags, note }: Duties): readonly Unmet[] {
  if (tagDuty === 'unknown' || noteDuty === 'unknown') return ['checking'];
  const unmet: Unmet[] = [];
  if (tagDuty === 'binding' && tags.length === 0) unmet.push('tags');
  if (noteDuty === 'binding' && note.trim() === '') unmet.push('note');
  return unmet;
}

interface Countdown {
  readonly id: string;
  readonly endedAt: number;
  readonly clock: Watch;
  readonly onTimeOver: (() => void) | undefined;
  readonly words: AfterCallWords;
}

/** When readers are told how much time is left, in seconds. */
const soon = 10;

function useSecondsLeft({ id, endedAt, clock, onTimeOver, words }: Countdown): number | undefined {
  const { announce } = useContext(VoiceContext);
  const value: unknown = usePermissionValue(id);
  const allotted = typeof value === 'number' && value > 0 && value < Infinity ? value : undefined;
  const [isOver, setIsOver] = useState(false);
  const now = useNow(clock, allotted !== undefined && !isOver);
  const left = allotted === undefined ? undefined : Math.max(0, Math.ceil((endedAt - now) / 1_000 + allotted));
  if (!isOver && left === 0) setIsOver(true);
  // More time than before, because an administrator gave it.
  if (isOver && allotted !== undefined && endedAt + allotted * 1_000 > now) setIsOver(false);
  const told = useRef<number>(undefined);
  useEffect(() => {
    if (left === 0 && told.current !== 0) {
      announce(words.overNews);
      onTimeOver?.();
    } else if (left !== undefined && left > 0 && left <= soon && (told.current ?? Infinity) > soon) {
      announce(words.soon(left));
    }
    told.current = left;
  });
  return left;
}
