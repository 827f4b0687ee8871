export type { PhoneText } from '../phone/phoneText.js';
export { maskingConventions, type MaskingPermissions } from '../phone/useTextMask.js';
export type { Conventions } from '../rights/findPermissions.js';
export { MaskedNumber, type MaskedNumberProps } from './MaskedNumber.js';
export {
  type MaskingOptions,
  type NumberWriting,
  useMaskedNumber,
  useNumberWriter,
  type WriteNumber,
} from './useMaskedNumber.js';
export { englishMaskedNumberWords, type MaskedNumberWords } from './words.js';
