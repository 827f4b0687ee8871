import type { ReactNode } from 'react';

/** Strokes on a ground of 20 by 20; a filled shape closes itself with `Z` and is listed below. */
const paths = {
  play: 'M6.5 4.2v11.6L15.8 10Z',
  pause: 'M6 4.5h2.6v11H6Z M11.4 4.5H14v11h-2.6Z',
  back: 'M4.4 6.2A7 7 0 1 1 3 10.4 M4 2.6v3.9h3.9',
  forward: 'M15.6 6.2A7 7 0 1 0 17 10.4 M16 2.6v3.9h-3.9',
  sound: 'M3 8v4h2.6L9 15V5L5.6 8Z M12 7.4a3.6 3.6 0 0 1 0 5.2 M14.2 5.2a6.7 6.7 0 0 1 0 9.6',
  muted: 'M3 8v4h2.6L9 15V5L5.6 8Z M12.5 7.8l4.4 4.4 M16.9 7.8l-4.4 4.4',
  loop: 'M4 9.5V8.5a3 3 0 0 1 3-3h8.5 M13 3l2.5 2.5L13 8 M16 10.5v1a3 3 0 0 1-3 3H4.5 M7 17l-2.5-2.5L7 12',
  skip: 'M3 10h1.5 M6.5 7v6 M9 9v2 M11.5 10h5 M14.3 7.5l2.7 2.5-2.7 2.5',
  download: 'M10 3v9 M6.5 8.8L10 12.3l3.5-3.5 M3.5 13.5v2a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-2',
  share:
    'M13 5.5L7 9l6 3.8 M15 6.7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M5 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M15 16.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  delete: 'M3.5 5.5h13 M8 5.5V3.8h4v1.7 M5.3 5.5l.7 10.7h8l.7-10.7 M8.5 8.5v5 M11.5 8.5v5',
  lock: 'M6 9V6.8a4 4 0 0 1 8 0V9 M4.8 9h10.4v7.5H4.8Z',
  hold: 'M10 3v14 M6.5 17h7 M4 5.5l6-1.2 6 1.2 M4 5.5L2.2 10.5h3.6Z M16 5.5l-1.8 5h3.6Z',
  search: 'M8.8 14a5.2 5.2 0 1 0 0-10.4 5.2 5.2 0 0 0 0 10.4 M12.6 12.6l4 4',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  alert: 'M10 3.2L17.5 16.5h-15Z M10 8.2v3.6 M10 14.2v.1',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14 M10 6v4.2l2.8 1.7',
  missing: 'M6 3h5.5L15 6.5V17H6Z M8.5 9.5l4 4 M12.5 9.5l-4 4',
  silent: 'M3 10h2 M7 10h.1 M10 10h.1 M13 10h.1 M15 10h2',
  note: 'M4 4h12v8.5L12.5 16H4Z M7 8h6 M7 11h3',
} as const;

/** The pictures of the player. */
export type IconName = keyof typeof paths;

const solid: ReadonlySet<IconName> = new Set(['play', 'pause']);

interface IconProps {
  readonly name: IconName;
  /** A few characters inside of it. */
  readonly children?: ReactNode;
}

/** A picture beside or instead of words; never the only thing that says what a control does. */
export function Icon({ name, children }: IconProps): ReactNode {
  return (
    <svg className="hs-recording-icon" viewBox="0 0 20 20" aria-hidden="true" data-solid={solid.has(name) || undefined}>
      <path d={paths[name]} />
      {children !== undefined && (
        <text x="10" y="10.5" textAnchor="middle" dominantBaseline="central">
          {children}
        </text>
      )}
    </svg>
  );
}
