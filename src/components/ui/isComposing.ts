import type { KeyboardEvent } from 'react';

/** Keys that an input method takes report this code; Safari sends the Enter that confirms a word after its end. */
const takenByInputMethod = 229;

/** Whether a key belongs to an input method that composes a word, and so must not do anything else. */
export function isComposing({ nativeEvent }: Pick<KeyboardEvent, 'nativeEvent'>): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === takenByInputMethod;
}
