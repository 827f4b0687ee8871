// One mistake each. The comment above a line says what the compiler must say about that line, and nothing else.
import { defineCatalog } from '../../../src/model/defineCatalog.js';

const desk = {
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
} as const;

export const ofBundles = defineCatalog({
  ...desk,
  permissions: { 'calls.view': { kind: 'right', on: 'call' }, 'menu.open': { kind: 'right' } },
  roles: {
    agent: {
      grants: [
        'menu.open',
        // NoSuch<"permission", "calls.view" | "menu.open">
        'calls.veiw',
        // NoSuch<"permission", "calls.view" | "menu.open">
        { permission: 'calls.vew', scope: 'all' },
        // NoSuch<"dimension 'quue'", "queue">
        { permission: 'calls.view', scope: { in: { quue: 'any' } } },
      ],
      // NoSuch<"permission", "calls.view" | "menu.open">
      grantable: ['menu.opne'],
      // NoSuch<"permission", "calls.view" | "menu.open">
      gives: ['menu.opne'],
      // NoSuch<"dimension 'quue'", "queue">
      within: { quue: ['sales'] },
    },
    // NoSuch<"role", "agent" | "boss">
    boss: { manages: ['agnet'] },
  },
  // NoSuch<"permission", "calls.view" | "menu.open">
  packages: { extra: { grants: ['menu.opne'] } },
  // NoSuch<"permission", "calls.view" | "menu.open">
  baseline: ['menu.opne'],
  // NoSuch<"permission", "calls.view" | "menu.open">
  customRoles: { grantable: ['menu.opne'] },
});

export const ofPermissions = defineCatalog({
  ...desk,
  sections: { calls: { label: 'Calls' } },
  plans: { pro: { label: 'Pro' } },
  licenses: { audio: { label: 'Audio' } },
  permissions: {
    'calls.view': { kind: 'right' },
    // NoSuch<"resource type", "call">
    'calls.play': { kind: 'right', on: 'cal' },
    // NoSuch<"section", "calls">
    'calls.tag': { kind: 'duty', section: 'cals' },
    // NoSuch<"plan", "pro">
    'sms.send': { kind: 'right', plans: ['por'] },
    // NoSuch<"licence", "audio">
    'sms.read': { kind: 'right', licenses: ['adio'] },
    'calls.listen': {
      kind: 'right',
      on: 'call',
      // "calls.veiw"
      requires: ['calls.view', 'calls.veiw'],
    },
  },
});

export const ofResources = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  // NoSuch<"dimension 'quue'", "queue">
  resources: { call: { label: 'Call', dimensions: { quue: 'queue' } } },
  permissions: {},
});

export const withoutKind = defineCatalog({
  id: 'desk',
  permissions: {
    'menu.open': { kind: 'right' },
    // Property 'kind' is missing
    'calls.view': { label: 'See calls' },
  },
});

export const withoutUnit = defineCatalog({
  id: 'desk',
  permissions: {
    'menu.open': { kind: 'right' },
    // Property 'unit' is missing
    'calls.max': { kind: 'number', min: 0, max: 3, default: 1 },
  },
});

export const mistypedKind = defineCatalog({
  id: 'desk',
  // Did you mean '"right"'?
  permissions: { 'calls.view': { kind: 'rigth' } },
});

export const mistypedKeys = defineCatalog({
  id: 'desk',
  // NoSuch<"property 'whenDenyed'"
  permissions: { 'menu.open': { kind: 'right', whenDenyed: 'hide' } },
});

export const mistypedRoleKey = defineCatalog({
  id: 'desk',
  permissions: { 'menu.open': { kind: 'right' } },
  // 'grant' does not exist
  roles: { agent: { grant: ['menu.open'] } },
});

export const mistypedTable = defineCatalog({
  id: 'desk',
  permissions: { 'menu.open': { kind: 'right' } },
  // NoSuch<"property 'packges'"
  packges: {},
});

export const ofAnotherKind = defineCatalog({
  id: 'desk',
  // NoSuch<"property 'min'"
  permissions: { 'menu.open': { kind: 'right', min: 1 } },
});

// Property 'id' is missing
export const withoutId = defineCatalog({
  permissions: { 'menu.open': { kind: 'right' } },
});

export const ofParts = defineCatalog({
  ...desk,
  permissions: {
    'menu.open': { kind: 'right' },
    'calls.view': { kind: 'right', on: 'call' },
    'calls.tag': { kind: 'duty' },
  },
  parts: {
    recording: {
      // NoSuch<"key of the part recording 'lsten'"
      lsten: 'menu.open',
      // NoSuch<"right", "calls.view" | "menu.open">
      listen: 'calls.tag',
    },
    // NoSuch<"part 'recordng'"
    recordng: { listen: 'menu.open' },
    // NoSuch<"unscoped right", "menu.open">
    callerId: { anonymous: 'calls.view' },
    // NoSuch<"duty", "calls.tag">
    number: { mask: 'menu.open' },
  },
});

export const ofConflicts = defineCatalog({
  ...desk,
  permissions: { 'calls.view': { kind: 'right', on: 'call' }, 'menu.open': { kind: 'right' } },
  // NoSuch<"permission", "calls.view" | "menu.open">
  conflicts: [{ id: 'two', label: 'Two', permissions: ['menu.open', 'calls.veiw'] }],
});

export const ofDelegation = defineCatalog({
  ...desk,
  permissions: { 'calls.view': { kind: 'right', on: 'call' }, 'calls.tag': { kind: 'duty' } },
  // NoSuch<"right", "calls.view">
  delegation: { resource: 'call', manage: 'calls.tag' },
});
