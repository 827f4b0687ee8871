// A table: the dashboard's pages, each to be read or written.
import type { PermissionDefinition } from '../model/catalog.js';

const read = <const On extends string, const Section extends string>(label: string, section: Section, on: On) =>
  ({ kind: 'right', label, section, description: `See the page “${label}”.`, on }) as const;

const write = <const On extends string, const Section extends string, const Read extends string>(
  label: string,
  section: Section,
  on: On,
  opens: Read,
) =>
  ({
    kind: 'right',
    label: `${label} (write)`,
    section,
    description: `Change what is on the page “${label}”.`,
    on,
    implies: [opens],
    requires: [opens],
  }) as const;

/**
 * Page rights by level. The right under a page's own name is to have the page; writing it opens that as far, and
 * ends where that was taken. What a level opens so gives way to a restriction of one user; what that user was given
 * to write stands beside it (law 7).
 */
export const ringoverPages = {
  'billing.read': read('Billing', 'general', 'entry'),
  'billing.write': write('Billing', 'general', 'entry', 'billing.read'),
  'users.read': read('Users', 'technical', 'user'),
  'users.write': write('Users', 'technical', 'user', 'users.read'),
  'numbers.read': read('Numbers', 'technical', 'number'),
  'numbers.write': write('Numbers', 'technical', 'number', 'numbers.read'),
  'ivrs.read': read('IVRs', 'technical', 'ivr'),
  'ivrs.write': write('IVRs', 'technical', 'ivr', 'ivrs.read'),
  'conferences.read': read('Audio conferences', 'technical', 'entry'),
  'conferences.write': write('Audio conferences', 'technical', 'entry', 'conferences.read'),
  'callTags.read': read('Call tags', 'technical', 'entry'),
  'callTags.write': write('Call tags', 'technical', 'entry', 'callTags.read'),
  'snoozes.read': read('Snoozes', 'technical', 'entry'),
  'snoozes.write': write('Snoozes', 'technical', 'entry', 'snoozes.read'),
  'blockedNumbers.read': read('Blocked numbers', 'technical', 'entry'),
  'blockedNumbers.write': write('Blocked numbers', 'technical', 'entry', 'blockedNumbers.read'),
  'contacts.read': read('Contacts', 'technical', 'contact'),
  'contacts.write': write('Contacts', 'technical', 'contact', 'contacts.read'),
  'brands.read': read('Brands', 'technical', 'entry'),
  'brands.write': write('Brands', 'technical', 'entry', 'brands.read'),
  'otherSettings.read': read('Other settings', 'technical', 'entry'),
  'otherSettings.write': write('Other settings', 'technical', 'entry', 'otherSettings.read'),
  'developer.read': read('Developer options', 'technical', 'entry'),
  'developer.write': write('Developer options', 'technical', 'entry', 'developer.read'),
  'integrations.read': read('Integrations', 'technical', 'entry'),
  'integrations.write': write('Integrations', 'technical', 'entry', 'integrations.read'),
  'actionLogs.read': read('Action logs', 'technical', 'user'),
  'actionLogs.write': write('Action logs', 'technical', 'user', 'actionLogs.read'),
  'activity.read': read('Activity', 'supervisor', 'call'),
  'activity.write': write('Activity', 'supervisor', 'call', 'activity.read'),
  'logs.read': read('Logs', 'supervisor', 'call'),
  'logs.write': write('Logs', 'supervisor', 'call', 'logs.read'),
  'analytics.read': read('Analytics', 'supervisor', 'call'),
  'analytics.write': write('Analytics', 'supervisor', 'call', 'analytics.read'),
  'campaigns.read': read('Campaign management', 'supervisor', 'entry'),
  'campaigns.write': write('Campaign management', 'supervisor', 'entry', 'campaigns.read'),
  'tasks.read': read('Task management', 'supervisor', 'entry'),
  'tasks.write': write('Task management', 'supervisor', 'entry', 'tasks.read'),
} as const satisfies Readonly<Record<string, PermissionDefinition>>;

/** The ids of the page rights, in the page's order. */
// Object.keys forgets which keys they are.
export const ringoverPageIds = Object.keys(ringoverPages) as readonly (keyof typeof ringoverPages)[];

/** Both rights of some pages, without restriction. Reading stands beside writing, so that one can be left alone. */
export function wholePages<const Page extends string>(...pages: readonly Page[]) {
  return pages.flatMap((page) => [
    { permission: `${page}.read` as const, scope: 'all' as const },
    { permission: `${page}.write` as const, scope: 'all' as const },
  ]);
}

/** The pages that the page lists under technical access. */
export const ringoverTechnicalPages = wholePages(
  'users',
  'numbers',
  'ivrs',
  'conferences',
  'callTags',
  'snoozes',
  'blockedNumbers',
  'contacts',
  'brands',
  'otherSettings',
  'developer',
  'integrations',
  'actionLogs',
);

/** The pages that the page lists under supervisor access. */
export const ringoverSupervisorPages = wholePages('activity', 'logs', 'analytics', 'campaigns', 'tasks');
