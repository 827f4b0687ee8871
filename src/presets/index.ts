export * from './omnivoice.js';
