export { waitingConventions, type WaitingRight, waitingRights, type WaitingRights } from './rights.js';
export {
  useWaitingList,
  type Waiting,
  type WaitingCall,
  type WaitingOptions,
  type WaitingRow,
  type WaitingView,
  waitingViews,
} from './useWaitingList.js';
export { WaitingList, type WaitingListProps } from './WaitingList.js';
export { englishWaitingWords, type WaitingWords } from './words.js';
export type { PhoneText } from '../phone/phoneText.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { Watch } from '../ui/useNow.js';
export type { NumberWriting } from '../MaskedNumber/useMaskedNumber.js';
export type { MaskedNumberWords } from '../MaskedNumber/words.js';
export type { MaskingPermissions } from '../phone/useTextMask.js';
export type { DeniedModes } from '../rights/useDeniedModes.js';
export type { DeniedMode } from '../../react/hooks/deniedMode.js';
export type { HeadingLevel } from '../ui/Title.js';
