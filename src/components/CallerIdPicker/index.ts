export { anonymousId, anonymousKey, type CallerIdOption, type CallerIdSection } from './arrange.js';
export { CallerIdPicker, type CallerIdPickerProps } from './CallerIdPicker.js';
export { CallerIdSelect } from './CallerIdSelect.js';
export type { CallerNumber, CallerPurpose } from './callerNumber.js';
export {
  classifyDestination,
  type Destination,
  type DestinationKind,
  destinationKinds,
  type DialPlan,
} from './classifyDestination.js';
export { DialRefusal } from './DialRefusal.js';
export type { DialPrefix } from './readDialled.js';
export type { NumberField, NumberFieldProps } from './useNumberField.js';
export { type CallerIdMode, callerIdModes } from './modeOf.js';
export { type Refusal, type RefusalCode, refusalCodes } from './refusal.js';
export {
  callerIdConventions,
  callerIdNarrowing,
  type CallerIdRight,
  callerIdRights,
  type CallerIdRights,
} from './rights.js';
export { searchNumbers } from './searchNumbers.js';
export type { LocalSuggestion, Nearness } from './suggestLocal.js';
export { type CallerId, type CallerIdOptions, useCallerIdPicker } from './useCallerIdPicker.js';
export type { SelectionCause, SelectionNotice } from './useSelection.js';
export { type CallerIdWords, englishCallerIdWords } from './words.js';
export type { PhoneText } from '../phone/phoneText.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { MaskingPermissions } from '../phone/useTextMask.js';
