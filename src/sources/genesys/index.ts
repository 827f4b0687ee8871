export { genesysCatalog } from './genesysCatalog.js';
export { genesysGrants, type GenesysMeaning } from './genesysGrants.js';
export { type GenesysOptions, genesysSource } from './genesysSource.js';
export type { GenesysAnswers } from './readGenesys.js';
