'use client';
import { useContext } from 'react';
import { VoiceContext } from '../store/PermissionContext.js';
import { englishWords, type Words } from '../store/words.js';

const complete = new WeakMap<Partial<Words>, Words>();

/** The words of the nearest provider; English for those that it does not have. */
export function useWords(): Words {
  const { words } = useContext(VoiceContext);
  if (!words) return englishWords;
  const known = complete.get(words) ?? { ...englishWords, ...words };
  complete.set(words, known);
  return known;
}
