export { type Clock } from './Clock.js';
export * from './GrantSource.js';
export { type EventOptions } from './http/EventOptions.js';
export { type HttpOptions } from './http/fetchJson.js';
export * from './httpSource.js';
export * from './pushSource.js';
export { type RingcentralRights } from './ringcentral/readRingcentral.js';
export { type RingcentralIdentity } from './ringcentral/readSubject.js';
export { ringcentralCatalog } from './ringcentral/ringcentralCatalog.js';
export { ringcentralGrants, type RingcentralStamp } from './ringcentral/ringcentralGrants.js';
export {
  loadRingcentral,
  type RingcentralAnswers,
  type RingcentralOptions,
  ringcentralSource,
} from './ringcentral/ringcentralSource.js';
export * from './staticSource.js';
export { type WazoAccesses, wazoGrants, type WazoStamp } from './wazo/wazoGrants.js';
export { type WazoOptions, wazoSource } from './wazo/wazoSource.js';
export { type GrantStamp } from './GrantStamp.js';
