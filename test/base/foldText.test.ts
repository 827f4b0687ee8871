import { expect, test } from 'vitest';
import { foldText } from '../../src/base/foldText.js';

test.each([
  ['Réglages', 'reglages'],
  ['Łukasz Ørsted', 'lukasz orsted'],
  ['ĐẶNG', 'dang'],
  ['Straße STRAẞE', 'strasse strasse'],
  ['O’Brien', "o'brien"],
  ['Jean–Luc Picard‑Smith', 'jean-luc picard-smith'],
  ['Ærø Œuvre ﬁ', 'aero oeuvre fi'],
])('%s is searched as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
  expect(foldText(folded)).toBe(folded);
});
