'use client';
import type { ReactNode } from 'react';
import { DisabledGate } from '../../react/gates/DisabledGate.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { Icon } from '../ui/Icon.js';
import { useKeepFocus } from '../ui/useKeepFocus.js';
import * as icons from '../ui/icons.js';
import { NoticeQuestion } from './NoticeQuestion.js';
import type { Rung } from './rungs.js';
import { type LiveCall, type LiveCallOptions, type OngoingCall, useLiveCallControls } from './useLiveCallControls.js';

/** Props of `LiveCallControls`. */
export interface LiveCallControlsProps<C extends OngoingCall> extends LiveCallOptions<C> {
  /**
   * The treatment of a step that is not allowed: `hide` leaves it out, `disable` says why. Default: what the catalog
   * says of the right (`whenDenied`), else `hide`.
   */
  readonly mode?: DeniedMode | undefined;
}

/**
 * Lets a supervisor listen to, whisper in, join or take over an ongoing call, as far as rights and consent go.
 *
 * ```tsx
 * <LiveCallControls call={call} name="Jasmine" onListen={listen} onWhisper={whisper} onStop={leave} />
 * ```
 */
export function LiveCallControls<C extends OngoingCall>(props: LiveCallControlsProps<C>): ReactNode {
  const { isLive = true } = props;
  const live = useLiveCallControls(props);
  const { label, offered, decisions, state, words } = live;
  const modeOf = (rung: Rung) => props.mode ?? live.modes[rung];
  const shown = offered.filter((rung) => modeOf(rung) === 'disable' || decisions[rung].status === 'allowed');
  const home = useKeepFocus<HTMLDivElement>(`${state.step} ${isLive} ${live.question?.rung ?? ''}`);
  // Somebody who was cut off must be told, also where nothing else is left to show.
  if (shown.length === 0 && state.step === 'idle') return null;
  const isOn = 'rung' in state;
  const first = isOn && shown.includes(state.rung) ? state.rung : shown[0];
  return (
    <div
      className="hs-live"
      data-step={state.step}
      data-rung={isOn ? state.rung : undefined}
      role="group"
      aria-label={label}
      {...home}
    >
      {isLive && state.step !== 'taken' && (
        <div className="hs-live-ladder">
          {shown.map((rung) => (
            <RungButton key={rung} live={live} rung={rung} mode={modeOf(rung)} isHome={rung === first} />
          ))}
          {(isOn || state.step === 'stuck') && (
            <button type="button" className="hs-button" data-tone="critical" onClick={live.stop}>
              <Icon path={icons.stop} />
              {words.stop}
            </button>
          )}
        </div>
      )}
      <Progress live={live} isLive={isLive} />
      <NoticeQuestion live={live} />
    </div>
  );
}

const rungIcons: Readonly<Record<Rung, string>> = {
  listen: icons.listen,
  whisper: icons.whisper,
  barge: icons.barge,
  takeOver: icons.takeOver,
};

interface RungButtonProps {
  readonly live: LiveCall;
  readonly rung: Rung;
  readonly mode: DeniedMode;
  /** Whether focus comes here when what had it is gone: the step that is taken, else the one that does least. */
  readonly isHome: boolean;
}

function RungButton({ live, rung, mode, isHome }: RungButtonProps): ReactNode {
  const { state, words, decisions } = live;
  const isHere = 'rung' in state && state.rung === rung;
  const button = (
    <button
      type="button"
      className="hs-button"
      aria-pressed={isHere}
      data-rung={rung}
      data-home={isHome || undefined}
      title={decisions[rung].status === 'allowed' ? words.meaning[rung] : undefined}
      onClick={() => (isHere ? undefined : live.go(rung))}
    >
      <Icon path={rungIcons[rung]} />
      {words.label[rung]}
    </button>
  );
  return mode === 'disable' ? <DisabledGate decision={decisions[rung]}>{button}</DisabledGate> : button;
}

/** What is going on, for the eye; readers are told as it happens. */
function Progress({ live, isLive }: { readonly live: LiveCall; readonly isLive: boolean }): ReactNode {
  const { state, words } = live;
  const explain = useExplain();
  // Where a call has ended there is nothing else to show.
  const text = textOf(live) || (isLive ? '' : words.ended);
  if (!text) return null;
  const why = state.step === 'cut' ? explain(live.decisions[state.was]) : '';
  return (
    <p className="hs-live-progress" data-tone={state.step}>
      {state.step === 'on' && <Icon path={rungIcons[state.rung]} />}
      {/^(failed|cut|stuck|gone)$/.test(state.step) && <Icon path={icons.alert} />}
      <span>{[text, why, state.step === 'on' ? words.meaning[state.rung] : ''].filter(Boolean).join(' ')}</span>
    </p>
  );
}

function textOf({ state, words }: LiveCall): string {
  switch (state.step) {
    case 'idle':
      return '';
    case 'connecting':
      return words.connecting;
    case 'on':
      return words.now[state.rung];
    case 'taken':
      return words.now.takeOver;
    case 'cut':
    case 'failed':
    case 'stuck':
    case 'ended':
    case 'gone':
      return words[state.step];
  }
}
