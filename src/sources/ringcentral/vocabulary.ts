// A vocabulary: RingCentral's words beside ours, once.
import type { Reason } from '../../model/reason.js';

/** The twelve switches of an extension-grant record: rights on another extension. */
export const extensionRights = [
  'callPickup',
  'callMonitoring',
  'callOnBehalfOf',
  'callDelegation',
  'groupPaging',
  'callQueueSetup',
  'callQueueMembersSetup',
  'callQueueMessages',
  'sharedVoicemails',
  'callQueueFacSetup',
  'callQueueSmsRecipient',
  'smsRecipient',
] as const;

/** Permissions that are about calls: they are asked about a record of the call log. */
export const callPermissions: readonly string[] = [
  'ReadCallLog',
  'EditCallLog',
  'ReadCallRecordings',
  'ReadCompanyCallLog',
  'ReadCompanyCallRecordings',
];

/** Scopes that say which extensions a permission reaches; the others are about accounts. */
export const extensionScopes: readonly string[] = ['Self', 'UserExtensions', 'NonUserExtensions', 'AllExtensions'];

/** The types of extension that belong to a person. */
export const userTypes = ['User', 'DigitalUser', 'VirtualUser', 'FaxUser', 'FlexibleUser', 'Limited'] as const;

/** The types of extension that belong to nobody. A type that is in neither list is in reach of neither scope. */
export const otherTypes = [
  'Department',
  'Announcement',
  'Voicemail',
  'SharedLinesGroup',
  'PagingOnly',
  'IvrMenu',
  'ApplicationExtension',
  'ParkLocation',
  'DelegatedLinesGroup',
  'GroupCallPickup',
  'Site',
  'Bot',
  'Room',
] as const;

/** The type of an extension that is a call queue. */
export const queueType = 'Department';

/** How a phone number is used that rings one extension and nobody else. */
export const ownUsage = 'DirectNumber';

/** Why a feature is not available, in our words; a code that is not here denies without a reason of its own. */
export const featureReasons: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['ServicePlanLimitation', 'plan'],
  ['AccountLimitation', 'account'],
  ['AccountTypeLimitation', 'account'],
  ['ExtensionLimitation', 'unsupported'],
  ['ExtensionTypeLimitation', 'unsupported'],
  ['ConfigurationLimitation', 'configuration'],
  ['InsufficientPermissions', 'prerequisite'],
]);
