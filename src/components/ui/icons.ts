/* Pictures, as strokes on a ground of 20 by 20. Each has a name of its own, so that a bundle holds the ones it draws. */

/** Something is wrong. */
export const alert = 'M10 3.2L17.5 16.5h-15Z M10 8.2v3.6 M10 14.2v.1';
/** Some seconds back; they are written inside. */
export const back = 'M4.4 6.2A7 7 0 1 1 3 10.4 M4 2.6v3.9h3.9';
/** Joins a call. */
export const barge =
  'M7 8.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4 M3 15.5c0-3 1.7-4.7 4-4.7s4 1.7 4 4.7 M14.5 6.5v6 M11.5 9.5h6';
/** Chosen, or done. */
export const check = 'M4.5 10.5l3.5 3.5 7.5-8';
/** Waits, or lasts. */
export const clock = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14 M10 6v4.2l2.8 1.7';
/** Deletes. */
export const bin = 'M3.5 5.5h13 M8 5.5V3.8h4v1.7 M5.3 5.5l.7 10.7h8l.7-10.7 M8.5 8.5v5 M11.5 8.5v5';
/** Opens, or goes on below. */
export const down = 'M5 8l5 5 5-5';
/** Saves a file. */
export const download = 'M10 3v9 M6.5 8.8L10 12.3l3.5-3.5 M3.5 13.5v2a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-2';
/** Some seconds on; they are written inside. */
export const forward = 'M15.6 6.2A7 7 0 1 0 17 10.4 M16 2.6v3.9h-3.9';
/** Held by law. */
export const hold = 'M10 3v14 M6.5 17h7 M4 5.5l6-1.2 6 1.2 M4 5.5L2.2 10.5h3.6Z M16 5.5l-1.8 5h3.6Z';
/** Listens in. */
export const listen = 'M4 12v-2a6 6 0 0 1 12 0v2 M4 11.5h2.5v4.5H4Z M13.5 11.5H16v4.5h-2.5Z';
/** Not allowed. */
export const lock = 'M6 9V6.8a4 4 0 0 1 8 0V9 M4.8 9h10.4v7.5H4.8Z';
/** Again and again. */
export const loop = 'M4 9.5V8.5a3 3 0 0 1 3-3h8.5 M13 3l2.5 2.5L13 8 M16 10.5v1a3 3 0 0 1-3 3H4.5 M7 17l-2.5-2.5L7 12';
/** Not there. */
export const missing = 'M6 3h5.5L15 6.5V17H6Z M8.5 9.5l4 4 M12.5 9.5l-4 4';
/** Not heard. */
export const muted = 'M3 8v4h2.6L9 15V5L5.6 8Z M12.5 7.8l4.4 4.4 M16.9 7.8l-4.4 4.4';
/** Pauses. */
export const pause = 'M6 4.5h2.6v11H6Z M11.4 4.5H14v11h-2.6Z';
/** Answers a call. */
export const phone =
  'M5 3.5l2.5-.5 1.5 3.5-1.8 1.5a9 9 0 0 0 4.8 4.8l1.5-1.8 3.5 1.5-.5 2.5c-.2 1-1 1.5-2 1.5A11.5 11.5 0 0 1 3.5 5.5c0-1 .5-1.8 1.5-2Z';
/** Plays. */
export const play = 'M6.5 4.2v11.6L15.8 10Z';
/** Records. */
export const record = 'M10 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10';
/** Searches. */
export const search = 'M8.8 14a5.2 5.2 0 1 0 0-10.4 5.2 5.2 0 0 0 0 10.4 M12.6 12.6l4 4';
/** Gives to others. */
export const share =
  'M13 5.5L7 9l6 3.8 M15 6.7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M5 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M15 16.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z';
/** Nobody speaks. */
export const silent = 'M3 10h2 M7 10h.1 M10 10h.1 M13 10h.1 M15 10h2';
/** Passes silence over. */
export const skip = 'M3 10h1.5 M6.5 7v6 M9 9v2 M11.5 10h5 M14.3 7.5l2.7 2.5-2.7 2.5';
/** Heard. */
export const sound = 'M3 8v4h2.6L9 15V5L5.6 8Z M12 7.4a3.6 3.6 0 0 1 0 5.2 M14.2 5.2a6.7 6.7 0 0 1 0 9.6';
/** Stops. */
export const stop = 'M5.5 5.5h9v9h-9Z';
/** Takes a call over. */
export const takeOver = 'M3.5 7h11 M11.5 4l3 3-3 3 M16.5 13h-11 M8.5 10l-3 3 3 3';
/** Goes on above. */
export const up = 'M5 12l5-5 5 5';
/** Speaks to one side. */
export const whisper = 'M3.5 4.5h13v8.5H9l-3.5 3v-3h-2Z M7.5 8.8h.1 M10 8.8h.1 M12.5 8.8h.1';
