'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useCheck } from '../../react/hooks/useCheck.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { useValue } from '../../react/hooks/useValue.js';
import { systemClock } from '../../client/systemClock.js';
import { type Action, useAction } from '../ui/useAction.js';
import { speakMasked } from '../phone/maskText.js';
import { readableRecords } from '../ui/readableRecords.js';
import { readText } from '../phone/readText.js';
import { useAfterChange } from '../ui/useAfterChange.js';
import { useDuty } from '../rights/useDuty.js';
import { useNow, type Watch } from '../ui/useNow.js';
import { useTextMask } from '../phone/useTextMask.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { afterCallAsks, type AfterCallPermissionIds } from './permissions.js';
import type { Unmet } from './unmet.js';
import { type AfterCallWords, englishAfterCallWords } from './words.js';

/** A tag that a call can get. */
export interface CallTag {
  readonly id: string;
  readonly label: string;
}

/** Tags and note of a call. */
export interface CallOutcome {
  /** Ids, in the order of the offered tags. */
  readonly tags: readonly string[];
  readonly note: string;
}

/** Options of `useAfterCallForm`. */
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
  /** The clock. Default: the machine's. */
  readonly clock?: Watch | undefined;
  /** Which permission stands for what, where a catalog does not keep to the convention. */
  readonly permissions?: Partial<AfterCallPermissionIds> | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<AfterCallWords> | undefined;
}

/** Everything that a form of one's own markup needs. */
export interface AfterCall {
  readonly mayTag: boolean;
  /** Why the call may not be tagged, in words; empty where it may. */
  readonly tagReason: string;
  /** The tags that there are to choose from. */
  readonly offered: readonly CallTag[];
  readonly isTagRequired: boolean;
  readonly isNoteRequired: boolean;
  readonly tags: readonly string[];
  readonly toggleTag: (id: string) => void;
  readonly note: string;
  readonly setNote: (note: string) => void;
  /** Duties that are still to be met; empty when the form may be closed. */
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
 * const form = useAfterCallForm({ endedAt: call.endedAt, tags, onClose: save });
 * <button disabled={!form.canClose} onClick={form.close}>Save</button>
 * ```
 */
export function useAfterCallForm(options: AfterCallOptions): AfterCall {
  const { callId, call, endedAt, clock = systemClock, onTimeOver } = options;
  const words = { ...englishAfterCallWords, ...options.words };
  const ids = usePermissionIds(afterCallAsks, options.permissions);
  const tagDecision = useCheck(ids.tag, call);
  const mayTag = tagDecision.status === 'allowed';
  const tagReason = useExplain()(tagDecision);
  const tagDuty = useDuty(ids.tagsRequired);
  const noteDuty = useDuty(ids.noteRequired);
  const [written, setWritten] = useState(() => beginOf(options));
  // Nothing of the last call is left, not even for one rendering.
  if (written.callId !== callId) setWritten(beginOf(options));
  const { chosen, note } = written;
  const secondsLeft = useSecondsLeft({ id: ids.duration, callId, endedAt, clock, onTimeOver, words });
  const offered = useReadableTags(options.tags, words);
  // What is not offered, or no longer allowed, is not kept.
  const tags = mayTag ? offered.filter(({ id }) => chosen.includes(id)).map(({ id }) => id) : [];
  const unmet = unmetOf({ tagDuty, noteDuty, tags, note });
  const { announce } = useContext(VoiceContext);
  const closing = useAction(
    () => options.onClose({ tags, note: note.trim() }),
    () => announce(words.failed),
  );
  useForNextCall(callId, closing.reset);
  return {
    mayTag,
    tagReason,
    offered,
    isTagRequired: tagDuty === 'binding',
    isNoteRequired: noteDuty === 'binding',
    tags,
    toggleTag: (id) =>
      setWritten({ ...written, chosen: tags.includes(id) ? tags.filter((each) => each !== id) : [...tags, id] }),
    note,
    setNote: (text) => setWritten({ ...written, note: text }),
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

/** What a form has in it at first, as far as it can be read. */
function beginOf({ callId, initial }: AfterCallOptions) {
  const tags: unknown = initial?.tags;
  const chosen: readonly unknown[] = Array.isArray(tags) ? tags : [];
  return { callId, chosen, note: readText(initial?.note) ?? '' };
}

/** The tags as they may be shown: somebody may have named one after a phone number. */
function useReadableTags(tags: readonly CallTag[], words: AfterCallWords): readonly CallTag[] {
  const mask = useTextMask();
  return readableRecords(tags).map((tag) => ({
    ...tag,
    label: speakMasked(mask(readText(tag.label) ?? tag.id), words.hiddenNumber),
  }));
}

/** What is under way for the last call does not keep the next one waiting. */
function useForNextCall(callId: string | undefined, reset: () => void): void {
  const last = useRef(callId);
  useAfterChange(() => {
    if (last.current === callId) return;
    last.current = callId;
    reset();
  });
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
  readonly callId: string | undefined;
  readonly endedAt: number;
  readonly clock: Watch;
  readonly onTimeOver: (() => void) | undefined;
  readonly words: AfterCallWords;
}

/** When readers are told how much time is left, in seconds. */
const soon = 10;

function useSecondsLeft({ id, callId, endedAt, clock, onTimeOver, words }: Countdown): number | undefined {
  const { announce } = useContext(VoiceContext);
  const value: unknown = useValue(id);
  const isTimed = typeof value === 'number' && value > 0 && value < Infinity && Number.isFinite(endedAt);
  const allotted = isTimed ? value : undefined;
  const [isOver, setIsOver] = useState(false);
  const now = useNow(clock, allotted !== undefined && !isOver);
  // The clock of the phone system may be ahead of this one; nobody is given more time than is allotted.
  const sinceEnd = Math.max(0, now - endedAt) / 1_000;
  const left = allotted === undefined ? undefined : Math.max(0, Math.ceil(allotted - sinceEnd));
  if (!isOver && left === 0) setIsOver(true);
  // More time than before, because an administrator gave it.
  if (isOver && allotted !== undefined && endedAt + allotted * 1_000 > now) setIsOver(false);
  const last = useRef<{ readonly callId: string | undefined; readonly left: number | undefined }>(undefined);
  useEffect(() => {
    const before = last.current?.callId === callId ? last.current?.left : undefined;
    last.current = { callId, left };
    if (left === 0 && before !== 0) {
      announce(words.overNews);
      onTimeOver?.();
    } else if (left !== undefined && left > 0 && left <= soon && (before ?? Infinity) > soon) {
      announce(words.soon(left));
    }
  });
  return left;
}
