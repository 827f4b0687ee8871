export { caslGrants, type CaslMeaning } from './caslGrants.js';
export { type CaslOptions, caslSource } from './caslSource.js';
