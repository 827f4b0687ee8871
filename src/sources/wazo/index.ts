export { type WazoAccesses, wazoGrants, type WazoMeaning, type WazoStamp } from './wazoGrants.js';
export { type WazoOptions, wazoSource } from './wazoSource.js';
