import type { RecordingSource } from './recording.js';

/** Makes single parties of a recording heard or not. */
export interface Lanes {
  /** Lets only these channels through: all of them as they are, fewer of them to both ears. */
  hear(channels: readonly boolean[]): void;
  /** To be called when sound is about to start: browsers let it start only on a user's action. */
  wake(): void;
  /** Lets all of them through again, and lets go of the sound device until the next `wake`. */
  rest(): void;
}

/** Whether the audio of a source can be split: two channels or more that the page may read. */
export function canSplit({ channels, blob, crossOrigin, url }: RecordingSource): boolean {
  if (typeof AudioContext === 'undefined' || (channels?.length ?? 0) < 2) return false;
  // Without CORS the browser hands out silence for audio of another origin, for good.
  return blob !== undefined || crossOrigin !== undefined || isSameOrigin(url);
}

function isSameOrigin(url: string | undefined): boolean {
  return url !== undefined && new URL(url, location.href).origin === location.origin;
}

// INVARIANT: an element can be routed only once in its life, so its lanes live as long as it does.
const lanesOf = new WeakMap<HTMLAudioElement, Lanes>();

/** The lanes that an element has since it was last here; from then on, it is heard through nothing else. */
export function knownLanes(element: HTMLAudioElement): Lanes | undefined {
  return lanesOf.get(element);
}

/** The lanes of an element; from the first call on, its sound goes through them. */
export function routeLanes(element: HTMLAudioElement, count: number): Lanes {
  const lanes = lanesOf.get(element) ?? createLanes(element, count);
  lanesOf.set(element, lanes);
  return lanes;
}

function createLanes(element: HTMLAudioElement, count: number): Lanes {
  const context = new AudioContext();
  const splitter = context.createChannelSplitter(count);
  const merger = context.createChannelMerger(count);
  const range = Array.from({ length: count }, (_, i) => i);
  const gains = range.map((channel) => range.map((ear) => connect(context, splitter, channel, merger, ear)));
  context.createMediaElementSource(element).connect(splitter);
  merger.connect(context.destination);
  const hear = (channels: readonly boolean[]) => {
    const areAllOn = range.every((channel) => channels[channel]);
    const isOpen = (channel: number, ear: number) => channels[channel] === true && (!areAllOn || channel === ear);
    gains.forEach((ears, channel) => ears.forEach(({ gain }, ear) => (gain.value = isOpen(channel, ear) ? 1 : 0)));
  };
  return {
    hear,
    wake: () => void context.resume(),
    rest() {
      hear(range.map(() => true));
      void context.suspend();
    },
  };
}

function connect(context: AudioContext, from: AudioNode, channel: number, to: AudioNode, ear: number): GainNode {
  const gain = context.createGain();
  from.connect(gain, channel);
  gain.connect(to, 0, ear);
  return gain;
}
