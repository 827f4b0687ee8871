export { type Clock } from '../base/clock.js';
export * from '../client/followEdits.js';
export * from './GrantSource.js';
export { SourceError, type SourceErrorCode } from '../client/SourceError.js';
export { type EventOptions } from '../client/EventOptions.js';
export { type HttpOptions } from '../client/fetchJson.js';
export * from './http/httpSource.js';
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
export { type UntranslatedOptions } from './adapter/Untranslated.js';
export { type WazoAccesses, wazoGrants, type WazoMeaning, type WazoStamp } from './wazo/wazoGrants.js';
export { type WazoOptions, wazoSource } from './wazo/wazoSource.js';
export { type GrantStamp } from './adapter/GrantStamp.js';
export { genesysCatalog } from './genesys/genesysCatalog.js';
export { genesysGrants, type GenesysMeaning } from './genesys/genesysGrants.js';
export { type GenesysOptions, genesysSource } from './genesys/genesysSource.js';
export { type GenesysAnswers } from './genesys/readGenesys.js';
export { caslGrants, type CaslMeaning } from './casl/caslGrants.js';
export { type CaslOptions, caslSource } from './casl/caslSource.js';
export {
  cerbosCatalog,
  cerbosGrants,
  cerbosKind,
  type CerbosMeaning,
  cerbosPermission,
} from './cerbos/cerbosGrants.js';
export { type CerbosOptions, cerbosSource } from './cerbos/cerbosSource.js';
export {
  type OpenfgaAnswers,
  type OpenfgaCheck,
  openfgaGrants,
  type OpenfgaList,
  type OpenfgaMeaning,
} from './openfga/openfgaGrants.js';
export { type OpenfgaOptions, openfgaSource } from './openfga/openfgaSource.js';
