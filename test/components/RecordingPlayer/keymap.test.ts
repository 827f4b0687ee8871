import { describe, expect, test } from 'vitest';
import { commandFor, keymap, type KeyPress } from '../../../src/components/RecordingPlayer/keymap.js';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  getModifierState: () => false,
  ...more,
});

describe('the keys', () => {
  test('mean one thing each in one place', () => {
    for (const where of ['slider', 'elsewhere'] as const) {
      for (const shiftKey of [false, true]) {
        for (const { key } of keymap) {
          const meant = keymap.filter(
            (each) => each.key === key && (each.shift ?? shiftKey) === shiftKey && (each.on ?? where) === where,
          );
          expect(meant.length, `${key} ${where}`).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  test('are the same with caps lock', () => {
    expect(commandFor(press('J'), 'elsewhere')).toEqual({ type: 'seek-by', seconds: -10 });
  });

  test('step by one second with Shift', () => {
    expect(commandFor(press('ArrowRight', { shiftKey: true }), 'elsewhere')).toEqual({ type: 'seek-by', seconds: 1 });
  });

  test('that scroll are the player’s on the slider only', () => {
    expect(commandFor(press('PageUp'), 'slider')).toEqual({ type: 'seek-by', seconds: 30 });
    expect(commandFor(press('PageUp'), 'elsewhere')).toBeUndefined();
    expect(commandFor(press('ArrowUp'), 'elsewhere')).toBeUndefined();
  });

  test('with Control, Alt or Meta are the browser’s, unless AltGr is what it takes to type them', () => {
    expect(commandFor(press('k', { ctrlKey: true }), 'elsewhere')).toBeUndefined();
    expect(commandFor(press('k', { metaKey: true }), 'elsewhere')).toBeUndefined();
    const altGr = press('[', { ctrlKey: true, altKey: true, getModifierState: (key) => key === 'AltGraph' });
    expect(commandFor(altGr, 'elsewhere')).toEqual({ type: 'loop-from' });
  });
});
