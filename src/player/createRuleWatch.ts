import type { Audio } from './createAudio.js';
import type { Lifetime } from './createLifetime.js';
import type { PlaybackStore } from './playbackStore.js';
import { createRules, ruleAt } from './playRules.js';

/** Puts redactions, loop and skipped silence into effect while audio plays. */
export interface RuleWatch {
  /** Looks at the present moment: notes it as heard, and mutes or jumps by the rules. */
  readonly tick: () => void;
  /** Ticks with each frame while it plays. */
  readonly animate: () => void;
  /** Mutes or unmutes for a moment that the element is about to go to, before it sounds. */
  readonly hush: (at: number) => void;
  /** Cancels the wait for the next moment at which a rule changes. */
  readonly forgetEdge: () => void;
}

/** Options of `createRuleWatch`. */
export interface RuleWatchOptions {
  readonly audio: Audio;
  readonly life: Lifetime;
  readonly jump: (to: number) => void;
}

/** Makes the rule watch of one transport; it stops when `life` ends. */
export function createRuleWatch(store: PlaybackStore, { audio, life, jump }: RuleWatchOptions): RuleWatch {
  const { element } = audio;
  const { state, position, log } = store;
  const rules = createRules(state.get);
  let edge: { readonly at: number; readonly cancel: () => void } | undefined;
  let frame = 0;
  life.add(() => cancelAnimationFrame(frame));

  const tick = () => {
    // While it jumps, the place it came from still counts: the jump may be one that is reverted.
    if (life.signal.aborted || !audio.isBound() || element.seeking) return;
    const at = audio.position();
    const rule = ruleAt(at, rules());
    log.reach(at);
    if (log.played() >= store.inputs.heartbeatEvery) store.report('interval');
    element.muted = state.get().isMuted || rule.isSilent;
    position.set(at);
    if (rule.jumpTo !== undefined && state.get().isPlaying) jump(rule.jumpTo);
    else awaitEdge(at, rule.until);
  };

  /** Frames stop in a hidden tab and `timeupdate` is coarse, so a timer makes sure that a redaction begins in time. */
  const awaitEdge = (at: number, until: number) => {
    if (edge?.at === until) return;
    forgetEdge();
    if (!state.get().isPlaying || until === Infinity) return;
    const run = () => {
      edge = undefined;
      tick();
    };
    edge = { at: until, cancel: life.timeout(run, ((until - at) / state.get().rate) * 1_000) };
  };

  const forgetEdge = () => {
    edge?.cancel();
    edge = undefined;
  };

  const animate = () => {
    tick();
    cancelAnimationFrame(frame);
    if (!life.signal.aborted && state.get().isPlaying) frame = requestAnimationFrame(animate);
  };

  return {
    tick,
    animate,
    forgetEdge,
    hush(at) {
      element.muted = state.get().isMuted || ruleAt(at, rules()).isSilent;
    },
  };
}
