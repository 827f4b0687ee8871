'use client';
import { isSame } from '../../base/isSame.js';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Decision } from '../../model/decision.js';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { systemClock } from '../../client/systemClock.js';
import { type NumberWriting, useNumberWriter } from '../MaskedNumber/useMaskedNumber.js';
import { englishMaskedNumberWords, type MaskedNumberWords } from '../MaskedNumber/words.js';
import { speakMasked } from '../phone/maskText.js';
import type { PhoneText } from '../phone/phoneText.js';
import { readText } from '../phone/readText.js';
import { readableRecords } from '../ui/readableRecords.js';
import { useAction } from '../ui/useAction.js';
import { type MaskingPermissions, useTextMask } from '../phone/useTextMask.js';
import { useNow, type Watch } from '../ui/useNow.js';
import { type DeniedModes, useDeniedModes } from '../rights/useDeniedModes.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { decideWaiting, type WaitingAnswer } from './decideWaiting.js';
import { waitingAsks, type WaitingRight, type WaitingRights } from './rights.js';
import { englishWaitingWords, type WaitingWords } from './words.js';

/** A call that waits: your own record, with the fields that your catalog reads reach from. */
export interface WaitingCall extends PhoneText {
  readonly id: string;
  /** The name of the caller, where that is known. */
  readonly name?: string | undefined;
  /** The place where it waits, such as the name of a queue. */
  readonly queue?: string | undefined;
  /** Since when, in milliseconds since 1970. */
  readonly since: number;
}

/** Options of `useWaitingList`. */
export interface WaitingOptions<C extends WaitingCall> {
  /** `undefined` while they are being loaded. Do not load them for those who may not see them. */
  readonly calls: readonly C[] | undefined;
  readonly isFailed?: boolean | undefined;
  /** Takes a call in the phone system; rejects where that did not work. Without it nothing can be picked up. */
  readonly onPickUp?: ((call: C) => void | Promise<void>) | undefined;
  /** The clock. Default: the machine's. */
  readonly clock?: Watch | undefined;
  /** Number of calls that are listed at first, and that each request adds. Default: 50. */
  readonly pageSize?: number | undefined;
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: (Partial<WaitingRights> & MaskingPermissions) | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<WaitingWords & MaskedNumberWords> | undefined;
}

/** One waiting call as it may be shown. */
export interface WaitingRow<C extends WaitingCall> {
  readonly call: C;
  readonly writing: NumberWriting;
  /** The name of the caller, where that is known. */
  readonly name: string | undefined;
  /** Where it waits. */
  readonly queue: string | undefined;
  /** Who calls, as it may be read out: a name, else the number. */
  readonly who: string;
  /** Where it waits, as it may be read out. */
  readonly where: string | undefined;
  /** In seconds. */
  readonly waited: number;
  /** The decision on picking this one up. */
  readonly pickUp: Decision;
  readonly state: 'idle' | 'busy' | 'failed';
}

/** Every state that the list can be in. */
export const waitingViews = ['hidden', 'pending', 'loading', 'failed', 'empty', 'ready'] as const;

/** The state that the list is in; `hidden` for those who may not see it. */
export type WaitingView = (typeof waitingViews)[number];

/** Everything that a list of one's own markup needs. */
export interface Waiting<C extends WaitingCall> {
  readonly view: WaitingView;
  /** The decision on seeing the list. */
  readonly see: Decision;
  /** Who waits longest comes first. */
  readonly rows: readonly WaitingRow<C>[];
  /** Number of calls that wait, those that are not among the rows as well. */
  readonly count: number;
  /** Number of rows that the next `showMore` adds; 0 where all are there. */
  readonly moreCount: number;
  readonly showMore: () => void;
  /** Picks a call up; does nothing where that is not allowed, or while another is being picked up. */
  readonly pickUp: (call: C) => void;
  /** How the control of each right is shown where it is missing, as the catalog has it. */
  readonly modes: DeniedModes<WaitingRight>;
  readonly words: WaitingWords;
}

/**
 * The behaviour of a waiting list without its looks.
 *
 * ```tsx
 * const waiting = useWaitingList({ calls, onPickUp: (call) => phone.answer(call.id) });
 * ```
 */
export function useWaitingList<C extends WaitingCall>(options: WaitingOptions<C>): Waiting<C> {
  const { calls, onPickUp, clock = systemClock, isFailed = false, pageSize = 50 } = options;
  const words = { ...englishWaitingWords, ...options.words };
  const rights = usePermissionIds(waitingAsks, options.permissions);
  const answer = useWaitingAnswer(calls, rights);
  const write = useNumberWriter(options);
  const mask = useTextMask(options.permissions);
  const endingIn = options.words?.endingIn ?? englishMaskedNumberWords.endingIn;
  const [limit, setLimit] = useState(pageSize);
  const view = viewOf({ see: answer.see, calls, isFailed, count: answer.visible.length });
  const now = useNow(clock, view === 'ready');
  const [asked, setAsked] = useState<string>();
  const { announce } = useContext(VoiceContext);
  const action = useAction(
    async (call: C) => onPickUp?.(call),
    () => announce(words.pickUpFailed),
  );
  useLossNews(answer.see, words);
  return {
    view,
    see: answer.see,
    count: answer.visible.length,
    moreCount: Math.min(pageSize, Math.max(0, answer.visible.length - limit)),
    showMore: () => setLimit(limit + pageSize),
    rows: answer.visible.slice(0, limit).map((call, i) => {
      const writing = write(call);
      const pickUp = answer.pickUps[i] ?? { status: 'pending' };
      const waited = Math.max(0, (now - call.since) / 1_000);
      const state = asked === call.id ? action.state : 'idle';
      const [name, queue] = [call.name, call.queue].map((each) => {
        const text = readText(each);
        return text === undefined ? undefined : mask(text);
      });
      const [calledBy, where] = [name, queue].map((text) => text && speakMasked(text, endingIn));
      return { call, writing, name, queue, who: calledBy ?? writing.spoken, where, waited, pickUp, state };
    }),
    pickUp(call) {
      const at = answer.visible.findIndex(({ id }) => id === call.id);
      if (answer.pickUps[at]?.status !== 'allowed' || action.state === 'busy') return;
      setAsked(call.id);
      void action.run(call);
    },
    modes: useDeniedModes(rights),
    words,
  };
}

function useWaitingAnswer<C extends WaitingCall>(calls: readonly C[] | undefined, rights: WaitingRights) {
  const { see, pickUp } = rights;
  // The longest wait first, and what is no call at all is left out.
  const sorted = useMemo(() => [...readableRecords(calls)].sort((a, b) => beginningOf(a) - beginningOf(b)), [calls]);
  const read = useMemo(() => decideWaiting(sorted, { see, pickUp }), [sorted, see, pickUp]);
  return useAnswer(read, isSameAnswer);
}

/** A wait that nobody knows the beginning of comes after all others. */
function beginningOf({ since }: WaitingCall): number {
  return Number.isFinite(since) ? since : Number.MAX_VALUE;
}

function isSameAnswer<C extends object>(a: WaitingAnswer<C>, b: WaitingAnswer<C>): boolean {
  return (
    isSame(a.see, b.see) &&
    a.visible.length === b.visible.length &&
    a.visible.every((call, i) => call === b.visible[i]) &&
    isSame(a.pickUps, b.pickUps)
  );
}

interface ViewFacts {
  readonly see: Decision;
  readonly calls: readonly unknown[] | undefined;
  readonly isFailed: boolean;
  readonly count: number;
}

function viewOf({ see, calls, isFailed, count }: ViewFacts): WaitingView {
  if (see.status === 'pending') return 'pending';
  if (see.status !== 'allowed') return 'hidden';
  if (isFailed) return 'failed';
  if (calls === undefined) return 'loading';
  return count === 0 ? 'empty' : 'ready';
}

function useLossNews(see: Decision, words: WaitingWords): void {
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const last = useRef(see);
  useEffect(() => {
    const before = last.current;
    last.current = see;
    if (before.status === 'allowed' && see.status !== 'allowed') announce(`${words.lost} ${explain(see)}`);
  });
}
