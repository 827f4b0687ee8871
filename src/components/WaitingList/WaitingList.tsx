'use client';
import { type ReactNode, useId } from 'react';
import { DisabledGate } from '../../react/DisabledGate.js';
import { WrittenNumber } from '../MaskedNumber/MaskedNumber.js';
import { Icon } from '../shared/Icon.js';
import {
  useWaitingList,
  type Waiting,
  type WaitingCall,
  type WaitingOptions,
  type WaitingRow,
} from './useWaitingList.js';

/** What a styled waiting list is given. */
export interface WaitingListProps<C extends WaitingCall> extends WaitingOptions<C> {
  /** What becomes of the button of a call that may not be picked up: left out (`hide`, unless told) or `disable`. */
  readonly mode?: 'hide' | 'disable' | undefined;
  /** Loads the calls again, where that failed. */
  readonly onRetry?: (() => void) | undefined;
  /** Shown to those who may not see the list. */
  readonly fallback?: ReactNode;
}

/**
 * The calls that wait, for those who may see them, to pick up for those who may.
 *
 * ```tsx
 * <WaitingList calls={calls} onPickUp={(call) => phone.answer(call.id)} />
 * ```
 */
export function WaitingList<C extends WaitingCall>(props: WaitingListProps<C>): ReactNode {
  const { mode = 'hide', onRetry, onPickUp, fallback } = props;
  const waiting = useWaitingList(props);
  const { view, rows, words } = waiting;
  const titleId = useId();
  if (view === 'hidden') return fallback;
  return (
    <section className="hs-waiting" data-view={view} aria-labelledby={titleId}>
      <header className="hs-waiting-header">
        <strong id={titleId}>{words.title}</strong>
        {view === 'ready' && <span className="hs-waiting-count">{words.count(rows.length)}</span>}
      </header>
      {view === 'ready' ? (
        <ul className="hs-waiting-rows">
          {rows.map((row) => (
            <Row key={row.call.id} row={row} waiting={waiting} mode={onPickUp ? mode : 'none'} />
          ))}
        </ul>
      ) : (
        <div className="hs-waiting-notice" data-tone={view}>
          <Icon name={view === 'failed' ? 'alert' : view === 'empty' ? 'check' : 'clock'} />
          <p>{words[view]}</p>
          {view === 'failed' && onRetry && (
            <button type="button" className="hs-button" onClick={onRetry}>
              {words.retry}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface RowProps<C extends WaitingCall> {
  readonly row: WaitingRow<C>;
  readonly waiting: Waiting<C>;
  readonly mode: 'hide' | 'disable' | 'none';
}

function Row<C extends WaitingCall>({ row, waiting, mode }: RowProps<C>): ReactNode {
  const { call, name, writing, who, waited, pickUp, state } = row;
  const { words } = waiting;
  const isShown = mode === 'disable' || (mode === 'hide' && pickUp.status === 'allowed');
  const button = (
    <button
      type="button"
      className="hs-button"
      aria-label={state === 'busy' ? words.pickingUp : words.pickUpOf(who)}
      onClick={() => waiting.pickUp(call)}
    >
      <Icon name="phone" />
      {state === 'busy' ? words.pickingUp : words.pickUp}
    </button>
  );
  return (
    <li className="hs-waiting-row" data-state={state}>
      <div className="hs-waiting-who">
        {name !== undefined && <bdi className="hs-waiting-name">{name}</bdi>}
        <WrittenNumber writing={writing} />
        {call.queue !== undefined && (
          <span className="hs-waiting-queue" dir="auto">
            {call.queue}
          </span>
        )}
      </div>
      <span className="hs-waiting-time">
        <span className="hs-visually-hidden">{words.waiting} </span>
        {words.waits(waited)}
      </span>
      {isShown && (mode === 'disable' ? <DisabledGate decision={pickUp}>{button}</DisabledGate> : button)}
      {state === 'failed' && <p className="hs-waiting-failed">{words.pickUpFailed}</p>}
    </li>
  );
}
