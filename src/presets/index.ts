export * from './adminNonAdmin.js';
export * from './omnivoice.js';
export * from './onoff.js';
export * from './orgSettings.js';
export { type Ringover, ringover } from './ringover.js';
