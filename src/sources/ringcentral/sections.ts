import type { PermissionDefinition, SectionDefinition } from '../../model/catalog.js';
import { partsOf } from '../adapter/wordsOf.js';

/** What an id is about, by the words in it: the first topic that has one of them. RingCentral gives no headings. */
const topics: readonly (readonly [topic: string, label: string, words: string])[] = [
  ['reports', 'reports and audit', 'reports report alerts analytics audit dashboard qos survey'],
  [
    'messages',
    'messages',
    'sms mms ims fax faxes voicemail voicemails message messages glip pages paging archiver promo',
  ],
  ['meetings', 'meetings', 'meeting meetings conference conferencing webinar webinars room rooms'],
  ['apps', 'apps and integrations', 'app apps bot portal calendar salesforce ringsense ringcentral learning'],
  ['billing', 'plan and billing', 'billing payment plan license licenses purchase cost usage'],
  ['devices', 'phones and numbers', 'phone phones device devices number numbers emergency directory'],
  [
    'calls',
    'calls',
    'call calls calling caller ring ringing ringout ringme hold park dnd dial voip answering screening greeting greetings ' +
      'intercom blf cnam ivr destinations recording recordings lines receptionist hud forwarding',
  ],
  [
    'people',
    'people',
    'user users extension extensions contacts presence role roles template templates group groups credentials',
  ],
  [
    'company',
    'company',
    'account company site sites appearance auth authentication encryption hipaa service federated federation security',
  ],
];

const topicOf = new Map(
  topics.flatMap(([topic, , words], i) => words.split(' ').map((word) => [word, { topic, i }] as const)).reverse(),
);

const areas = { permission: 'Permissions', feature: 'Features' } as const;

/** The section that an id belongs under. */
export function sectionOf(area: keyof typeof areas, id: string): string {
  const found = partsOf(id).flatMap((word) => topicOf.get(word.toLowerCase()) ?? []);
  const [first] = found.sort((a, b) => a.i - b.i);
  return `${area}-${first?.topic ?? 'other'}`;
}

/** The sections that some permissions are in. */
export function sections(permissions: readonly PermissionDefinition[]): Record<string, SectionDefinition> {
  const used = new Set(permissions.map(({ section }) => section));
  const all: [id: string, section: SectionDefinition][] = [];
  for (const [area, heading] of Object.entries(areas)) {
    for (const [topic, label] of topics) all.push([`${area}-${topic}`, { label: `${heading}: ${label}` }]);
    all.push([`${area}-other`, { label: `${heading}: other` }]);
  }
  all.push(['extension-rights', { label: 'Rights on other extensions' }]);
  return Object.fromEntries(all.filter(([id]) => used.has(id)));
}
