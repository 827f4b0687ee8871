// A table: the parts of a phone's screen that ask for permissions, and what each of them asks.

/** What one key of a part stands for. */
export interface PartKeyDefinition {
  readonly kind: 'right' | 'number' | 'duty';
  /** The record that the part asks about; nothing where it asks without one, so that a scoped right cannot answer. */
  readonly about?: 'recording' | 'call' | 'number';
}

type PartTable = Readonly<Record<string, PartKeyDefinition>>;

const aboutRecording = { kind: 'right', about: 'recording' } as const;
const aboutCall = { kind: 'right', about: 'call' } as const;
const aboutNumber = { kind: 'right', about: 'number' } as const;
const right = { kind: 'right' } as const;
const duty = { kind: 'duty' } as const;
const number = { kind: 'number' } as const;

/** What the recording player asks about one recording. */
export const recordingPart = {
  see: aboutRecording,
  listen: aboutRecording,
  seek: aboutRecording,
  speed: aboutRecording,
  download: aboutRecording,
  transcript: aboutRecording,
  share: aboutRecording,
  delete: aboutRecording,
  annotate: aboutRecording,
  unredacted: aboutRecording,
} as const satisfies PartTable;

/** What the caller ID picker asks, about a number or about calling at all. */
export const callerIdPart = {
  choose: aboutNumber,
  preset: aboutNumber,
  dial: aboutNumber,
  anonymous: right,
  localPresence: right,
  outOfPlan: aboutNumber,
  special: aboutNumber,
} as const satisfies PartTable;

/** What the controls of somebody else's call ask, from the least to the most. */
export const liveCallPart = {
  listen: aboutCall,
  whisper: aboutCall,
  barge: aboutCall,
  takeOver: aboutCall,
} as const satisfies PartTable;

/** What the form after a call asks. */
export const afterCallPart = {
  tag: aboutCall,
  tagsRequired: duty,
  noteRequired: duty,
  duration: number,
} as const satisfies PartTable;

/** What the list of waiting calls asks. */
export const waitingListPart = { see: aboutCall, pickUp: aboutCall } as const satisfies PartTable;

/** What the record button asks. */
export const recordButtonPart = {
  allow: aboutCall,
  start: aboutCall,
  stop: aboutCall,
  volume: number,
  notify: duty,
  announce: aboutCall,
  unopposed: aboutCall,
} as const satisfies PartTable;

/** What everything that shows a phone number asks. */
export const numberPart = { mask: duty } as const satisfies PartTable;

/** What each part asks. `messageId` is the caller ID picker for messages. */
export const partTable = {
  recording: recordingPart,
  callerId: callerIdPart,
  messageId: callerIdPart,
  liveCall: liveCallPart,
  afterCall: afterCallPart,
  waitingList: waitingListPart,
  recordButton: recordButtonPart,
  number: numberPart,
} as const satisfies Readonly<Record<string, PartTable>>;

/** The name of a part. */
export type PartName = keyof typeof partTable;

/** What one part asks, by the keys that a binding and a `permissions` prop use. */
export type PartKey<P extends PartName = PartName> = P extends PartName ? keyof (typeof partTable)[P] & string : never;

/** The keys of a part's table, in its order. */
export function keysOf<K extends string>(table: Readonly<Record<K, PartKeyDefinition>>): readonly K[] {
  // Object.keys forgets which keys they are.
  return Object.keys(table) as K[];
}

/**
 * Which permissions of a catalog stand for what in a part:
 *
 * ```ts
 * parts: { recording: { listen: 'recordings.play', download: 'recordings.save' } }
 * ```
 */
export type PartBindings = { readonly [P in PartName]?: { readonly [K in PartKey<P>]?: string } };
