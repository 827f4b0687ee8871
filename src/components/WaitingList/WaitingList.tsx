'use client';
import { type ReactNode, useId, useRef, useState } from 'react';
import { DisabledGate } from '../../react/gates/DisabledGate.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import { WrittenNumber } from '../MaskedNumber/MaskedNumber.js';
import { Icon } from '../ui/Icon.js';
import { type HeadingLevel, Title } from '../ui/Title.js';
import { useAfterChange } from '../ui/useAfterChange.js';
import { useKeepFocus } from '../ui/useKeepFocus.js';
import * as icons from '../ui/icons.js';
import {
  useWaitingList,
  type Waiting,
  type WaitingCall,
  type WaitingOptions,
  type WaitingRow,
} from './useWaitingList.js';

/** Props of `WaitingList`. */
export interface WaitingListProps<C extends WaitingCall> extends WaitingOptions<C> {
  /**
   * The treatment of the button of a call that may not be picked up. Default: what the catalog says of the right
   * (`whenDenied`), else `hide`.
   */
  readonly mode?: DeniedMode | undefined;
  /** The level of the list's title in the page. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined;
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
  const { onRetry, onPickUp, fallback } = props;
  const waiting = useWaitingList(props);
  const mode = props.mode ?? waiting.modes.pickUp;
  const { view, count, words } = waiting;
  const ids = waiting.rows.map(({ call }) => call.id).join(' ');
  const home = useKeepFocus<HTMLElement>(`${view} ${ids}`);
  const titleId = useId();
  if (view === 'hidden') return fallback;
  return (
    <section className="hs-waiting" data-view={view} aria-labelledby={titleId} {...home}>
      <header className="hs-waiting-header">
        <Title level={props.headingLevel} id={titleId}>
          {words.title}
        </Title>
        {view === 'ready' && <span className="hs-waiting-count">{words.count(count)}</span>}
      </header>
      {view === 'ready' ? (
        <Rows waiting={waiting} mode={onPickUp ? mode : 'none'} />
      ) : (
        <div className="hs-waiting-notice" data-tone={view}>
          <Icon path={view === 'failed' ? icons.alert : view === 'empty' ? icons.check : icons.clock} />
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

interface RowsProps<C extends WaitingCall> {
  readonly waiting: Waiting<C>;
  readonly mode: DeniedMode | 'none';
}

function Rows<C extends WaitingCall>({ waiting, mode }: RowsProps<C>): ReactNode {
  const { rows, count, moreCount, showMore, words } = waiting;
  const list = useRef<HTMLUListElement>(null);
  // After "more", focus goes to the first call that came, and not behind the last.
  const [from, setFrom] = useState<number>();
  useAfterChange(() => {
    if (from === undefined) return;
    const row = list.current?.children[from];
    if (!(row instanceof HTMLElement)) return;
    row.tabIndex = -1;
    (row.querySelector('button') ?? row).focus();
  }, [from]);
  return (
    <>
      <ul ref={list} className="hs-waiting-rows">
        {rows.map((row) => (
          <Row key={row.call.id} row={row} waiting={waiting} mode={mode} />
        ))}
      </ul>
      {moreCount > 0 && (
        <button
          type="button"
          className="hs-button"
          onClick={() => {
            setFrom(rows.length);
            showMore();
          }}
        >
          {words.more(moreCount, count - rows.length)}
        </button>
      )}
    </>
  );
}

interface RowProps<C extends WaitingCall> {
  readonly row: WaitingRow<C>;
  readonly waiting: Waiting<C>;
  readonly mode: DeniedMode | 'none';
}

function Row<C extends WaitingCall>({ row, waiting, mode }: RowProps<C>): ReactNode {
  const { call, name, queue, writing, who, where, waited, pickUp, state } = row;
  const { words } = waiting;
  const [buttonId, whoId] = [useId(), useId()];
  const isShown = mode === 'disable' || (mode === 'hide' && pickUp.status === 'allowed');
  const button = (
    <button
      type="button"
      className="hs-button"
      id={buttonId}
      // Not in a name of its own, which would still be told when the button goes and numbers are hidden since.
      aria-labelledby={`${buttonId} ${whoId}`}
      // The second click of two would hit the call that has come to the place of this one.
      onClick={({ detail }) => (detail > 1 ? undefined : waiting.pickUp(call))}
    >
      <Icon path={icons.phone} />
      {state === 'busy' ? words.pickingUp : words.pickUp}
    </button>
  );
  return (
    <li className="hs-waiting-row" data-state={state}>
      <div className="hs-waiting-who">
        {name !== undefined && (
          <bdi id={whoId} className="hs-waiting-name">
            <Aloud text={name} spoken={who} />
          </bdi>
        )}
        <span id={name === undefined ? whoId : undefined}>
          <WrittenNumber writing={writing} />
        </span>
        {queue !== undefined && (
          <span className="hs-waiting-queue" dir="auto">
            <Aloud text={queue} spoken={where ?? queue} />
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

/** A text whose dots readers do not say one by one. */
function Aloud({ text, spoken }: { readonly text: string; readonly spoken: string }): ReactNode {
  if (text === spoken) return text;
  return (
    <>
      <span aria-hidden="true">{text}</span>
      <span className="hs-visually-hidden">{spoken}</span>
    </>
  );
}
