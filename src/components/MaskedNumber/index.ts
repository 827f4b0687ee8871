export type { PhoneText } from '../shared/phoneText.js';
export { MaskedNumber, type MaskedNumberProps } from './MaskedNumber.js';
export {
  englishMaskedNumberWords,
  type MaskedNumberWords,
  maskingConventions,
  type MaskingOptions,
  type NumberWriting,
  useMaskedNumber,
  useNumberWriter,
  type WriteNumber,
} from './useMaskedNumber.js';
