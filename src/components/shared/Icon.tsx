import type { ReactNode } from 'react';

/** Strokes on a ground of 20 by 20. */
const paths = {
  lock: 'M6 9V6.8a4 4 0 0 1 8 0V9 M4.8 9h10.4v7.5H4.8Z',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14 M10 6v4.2l2.8 1.7',
  alert: 'M10 3.2L17.5 16.5h-15Z M10 8.2v3.6 M10 14.2v.1',
  down: 'M5 8l5 5 5-5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  pin: 'M7 3.5h6l-1 4.5 2.5 3h-9L8 8Z M10 11v5.5',
  near: 'M10 17s5-4.6 5-8.5a5 5 0 0 0-10 0C5 12.4 10 17 10 17Z M10 10a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2',
  hidden: 'M3 10s2.6-4.5 7-4.5S17 10 17 10s-2.6 4.5-7 4.5S3 10 3 10Z M4.5 16L15.5 4',
  listen: 'M4 12v-2a6 6 0 0 1 12 0v2 M4 11.5h2.5v4.5H4Z M13.5 11.5H16v4.5h-2.5Z',
  whisper: 'M3.5 4.5h13v8.5H9l-3.5 3v-3h-2Z M7.5 8.8h.1 M10 8.8h.1 M12.5 8.8h.1',
  barge: 'M7 8.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4 M3 15.5c0-3 1.7-4.7 4-4.7s4 1.7 4 4.7 M14.5 6.5v6 M11.5 9.5h6',
  takeOver: 'M3.5 7h11 M11.5 4l3 3-3 3 M16.5 13h-11 M8.5 10l-3 3 3 3',
  stop: 'M5.5 5.5h9v9h-9Z',
  record: 'M10 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10',
  phone:
    'M5 3.5l2.5-.5 1.5 3.5-1.8 1.5a9 9 0 0 0 4.8 4.8l1.5-1.8 3.5 1.5-.5 2.5c-.2 1-1 1.5-2 1.5A11.5 11.5 0 0 1 3.5 5.5c0-1 .5-1.8 1.5-2Z',
} as const;

/** The pictures that the components share. */
export type IconName = keyof typeof paths;

/** A picture beside words; never the only thing that says what a control does. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="hs-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
