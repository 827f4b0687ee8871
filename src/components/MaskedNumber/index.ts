export type { PhoneText } from '../shared/phoneText.js';
export { maskingConventions } from '../shared/useTextMask.js';
export { MaskedNumber, type MaskedNumberProps } from './MaskedNumber.js';
export {
  type MaskingOptions,
  type NumberWriting,
  useMaskedNumber,
  useNumberWriter,
  type WriteNumber,
} from './useMaskedNumber.js';
export { englishMaskedNumberWords, type MaskedNumberWords } from './words.js';
