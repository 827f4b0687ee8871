export { adminNonAdmin } from './adminNonAdmin.js';
export { omnivoice } from './omnivoice.js';
export { onoff } from './onoff.js';
export { orgSettings } from './orgSettings.js';
export { ringover } from './ringover.js';
