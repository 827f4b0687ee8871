export { type AdminNonAdmin, adminNonAdmin } from './adminNonAdmin.js';
export { type Omnivoice, omnivoice } from './omnivoice.js';
export { type Onoff, onoff } from './onoff.js';
export { type OrgSettings, orgSettings } from './orgSettings.js';
export { type Ringover, ringover } from './ringover.js';
