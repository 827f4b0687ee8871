export type { RingcentralRights } from './readRingcentral.js';
export type { RingcentralIdentity } from './readSubject.js';
export { ringcentralCatalog } from './ringcentralCatalog.js';
export { ringcentralGrants, type RingcentralStamp } from './ringcentralGrants.js';
export {
  loadRingcentral,
  type RingcentralAnswers,
  type RingcentralOptions,
  ringcentralSource,
} from './ringcentralSource.js';
