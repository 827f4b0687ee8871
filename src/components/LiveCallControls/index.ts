export { LiveCallControls, type LiveCallControlsProps } from './LiveCallControls.js';
export { liveCallConventions, type LiveCallRights, type Rung, rungs } from './rungs.js';
export {
  type LiveCall,
  type LiveCallCallbacks,
  type LiveCallOptions,
  type OngoingCall,
  type RungAction,
  useLiveCallControls,
} from './useLiveCallControls.js';
export { type Monitoring, type RungRequest, type StopCause, stopCauses } from './useMonitoring.js';
export { englishLiveCallWords, type LiveCallWords } from './words.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { MaskingPermissions } from '../phone/useTextMask.js';
export type { DeniedModes } from '../rights/useDeniedModes.js';
export type { DeniedMode } from '../../react/hooks/deniedMode.js';
