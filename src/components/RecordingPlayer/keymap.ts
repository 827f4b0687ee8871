/** The action of a key in the player. */
export type PlayerCommand =
  | { readonly type: 'toggle' }
  | { readonly type: 'mute' }
  /** In seconds; negative goes back. */
  | { readonly type: 'seek-by'; readonly seconds: number }
  /** A part of the whole, from 0 to 1. */
  | { readonly type: 'seek-to'; readonly part: number }
  | { readonly type: 'speed'; readonly step: 1 | -1 }
  | { readonly type: 'loop-from' }
  | { readonly type: 'loop-to' };

/** One key and what it does. */
export interface KeyBinding {
  /** As `KeyboardEvent.key` has it, letters in lower case. */
  readonly key: string;
  /** Pressed with Shift; `undefined`: either way, for keys that need Shift on some keyboards only. */
  readonly shift?: boolean;
  /** Only while the slider has the focus: elsewhere the key scrolls. */
  readonly on?: 'slider';
  readonly command: PlayerCommand;
}

const seekBy = (key: string, seconds: number, more: Pick<KeyBinding, 'shift' | 'on'> = {}): KeyBinding => ({
  key,
  command: { type: 'seek-by', seconds },
  ...more,
});

/** Every key that works while the focus is in the player and not in a text field. */
export const keymap: readonly KeyBinding[] = [
  { key: ' ', command: { type: 'toggle' } },
  { key: 'k', command: { type: 'toggle' } },
  seekBy('ArrowLeft', -5, { shift: false }),
  seekBy('ArrowRight', 5, { shift: false }),
  seekBy('ArrowLeft', -1, { shift: true }),
  seekBy('ArrowRight', 1, { shift: true }),
  seekBy('ArrowDown', -5, { shift: false, on: 'slider' }),
  seekBy('ArrowUp', 5, { shift: false, on: 'slider' }),
  seekBy('ArrowDown', -1, { shift: true, on: 'slider' }),
  seekBy('ArrowUp', 1, { shift: true, on: 'slider' }),
  seekBy('j', -10),
  seekBy('l', 10),
  seekBy('PageDown', -30, { on: 'slider' }),
  seekBy('PageUp', 30, { on: 'slider' }),
  { key: 'Home', command: { type: 'seek-to', part: 0 } },
  { key: 'End', command: { type: 'seek-to', part: 1 } },
  ...Array.from({ length: 10 }, (_, i): KeyBinding => ({ key: String(i), command: { type: 'seek-to', part: i / 10 } })),
  { key: '<', command: { type: 'speed', step: -1 } },
  { key: '>', command: { type: 'speed', step: 1 } },
  { key: 'm', command: { type: 'mute' } },
  { key: '[', command: { type: 'loop-from' } },
  { key: ']', command: { type: 'loop-to' } },
];

/** The part of a keyboard event that decides its binding. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'getModifierState'>;

/** The action of a key press on the slider or elsewhere in the player. */
export function commandFor(press: KeyPress, where: 'slider' | 'elsewhere'): PlayerCommand | undefined {
  // AltGr reports as Control and Alt on some systems, and [ ] need it on some keyboards.
  if ((press.ctrlKey || press.altKey || press.metaKey) && !press.getModifierState('AltGraph')) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return keymap.find(
    (one) =>
      one.key === key && (one.shift ?? press.shiftKey) === press.shiftKey && (one.on === undefined || one.on === where),
  )?.command;
}
