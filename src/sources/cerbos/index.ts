export { cerbosCatalog, cerbosGrants, cerbosKind, type CerbosMeaning, cerbosPermission } from './cerbosGrants.js';
export { type CerbosOptions, cerbosSource } from './cerbosSource.js';
