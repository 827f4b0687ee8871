export * from './adminNonAdmin.js';
export * from './omnivoice.js';
export * from './onoff.js';
export * from './orgSettings.js';
export { ringover } from './ringover.js';
