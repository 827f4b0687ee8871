'use client';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { createLifetime, type Lifetime } from '../../player/createLifetime.js';
import type { RecordingSource } from '../../player/recording.js';

interface WaveformProps {
  readonly audio: RefObject<HTMLAudioElement | null>;
  readonly source: RecordingSource;
  /** In seconds. */
  readonly duration: number;
}

/**
 * Draws the peaks that the server sent; the recording itself is not downloaded for it. Nobody needs it to play or
 * to seek: until it is there, and where its library is not installed, the slider over it works alone.
 */
export function Waveform({ audio, source, duration }: WaveformProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { peaks } = source;
  useEffect(() => {
    const element = audio.current;
    if (!box.current || !element || !peaks?.length || duration <= 0) return undefined;
    const life = createLifetime();
    // Its library may not be installed, or not be reached: the slider over it needs nothing of it.
    draw(life, box.current, element, { peaks, duration }).catch(() => {});
    return life.end;
  }, [audio, peaks, duration]);
  return (
    <div ref={box} className="hs-recording-waveform" aria-hidden="true">
      {peaks?.map((_, lane) => (
        <span key={lane} data-lane={lane} />
      ))}
    </div>
  );
}

interface Drawing {
  readonly peaks: readonly (readonly number[])[];
  readonly duration: number;
}

async function draw(
  life: Lifetime,
  box: HTMLElement,
  media: HTMLAudioElement,
  { peaks, duration }: Drawing,
): Promise<void> {
  const [{ default: WaveSurfer }] = await Promise.all([import('wavesurfer.js'), knowsItsSource(life, media)]);
  if (life.signal.aborted) return;
  // Out of the page at first: a style element only counts, and a policy is only asked about it, once it is in there.
  const wave = WaveSurfer.create({
    container: document.createElement('div'),
    media,
    peaks: peaks.map((channel) => [...channel]),
    duration,
    height: 'auto',
    splitChannels: lanesOf(box),
    interact: false,
    hideScrollbar: true,
    cursorWidth: 0,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    barMinHeight: 1,
    normalize: true,
  });
  adoptStyles(wave.getWrapper().getRootNode());
  wave.setOptions({ container: box });
  life.add(() => wave.destroy());
  // A canvas cannot follow a theme. The style sheet gives the lanes a transition, so each change of colour is told.
  life.listen(box, 'transitionend', () => wave.setOptions({ splitChannels: lanesOf(box) }));
}

/** Makes the style elements of a shadow root sheets of it, which a strict content security policy allows. */
function adoptStyles(root: Node): void {
  if (!(root instanceof ShadowRoot)) return;
  for (const element of root.querySelectorAll('style')) {
    const sheet = new CSSStyleSheet();
    // Its least height was counted outside of the page.
    sheet.replaceSync(`${element.textContent} .canvases { min-height: 0 !important; }`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    element.remove();
  }
}

/** Until the element has begun to load, the drawing library takes its last source for its present one, and loads it. */
function knowsItsSource(life: Lifetime, media: HTMLAudioElement): Promise<void> {
  if (media.currentSrc === media.src) return Promise.resolve();
  return new Promise((resolve) => {
    life.listen(media, 'loadstart', () => resolve());
    life.add(resolve);
  });
}

function lanesOf(box: HTMLElement): { waveColor: string; progressColor: string }[] {
  return Array.from(box.querySelectorAll('[data-lane]'), (lane) => {
    const { color, backgroundColor } = getComputedStyle(lane);
    return { waveColor: backgroundColor, progressColor: color };
  });
}
