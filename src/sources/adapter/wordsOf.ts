import { splitWords } from '../../base/splitWords.js';

/** Names that their capitals would take apart. */
const names = ['QoS', 'VoIP', 'RingCentral', 'RingOut', 'RingMe', 'RingSense', 'SalesForce'];
const anyName = new RegExp(`(${names.join('|')})`);

/** Abbreviations that ids write like words. */
const abbreviations = new Set(['acd', 'api', 'blf', 'cnam', 'fac', 'hipaa', 'id', 'ivr', 'mms', 'sms', 'sip']);

/** An id in words, for a label: `EditCallerIDSettings` is "Edit caller ID settings". */
export function wordsOf(id: string): string {
  const text = partsOf(id).map(inSentence).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words of an id, as they are written in it. */
export function partsOf(id: string): string[] {
  return id.split(anyName).flatMap((part) => (names.includes(part) ? [part] : splitWords(part)));
}

function inSentence(word: string): string {
  const lower = word.toLowerCase();
  if (abbreviations.has(lower)) return word.toUpperCase();
  if (lower === 'voip') return 'VoIP';
  return names.includes(word) || /^[A-Z\d]{2,}$/.test(word) ? word : lower;
}
