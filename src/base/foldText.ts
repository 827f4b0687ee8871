// What Unicode does not take apart into a plain letter and a mark, and what keyboards write in several ways.
const plain: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '‘': "'",
  '’': "'",
  '‐': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
};

const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu');

/**
 * A text without case, accents and typography, for searching and ordering: "Łukasz" is found by "lukasz" and
 * "O’Brien" by "o'brien".
 */
export function foldText(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(special, (found) => plain[found] ?? found);
}
