/** Names that also mean something to JavaScript are among all of these: a look-up must never find them by accident. */
export const dimensionNames = ['extension', 'queue', 'group', 'line', 'constructor'] as const;

/** Ids that records and grants share, so that they meet often; some are no ids at all. */
export const ids = ['a', 'b', 'c', '7', 'me', '101', '102', '__proto__', 'toString', ''] as const;

export const roleNames = ['agent', 'boss', 'valueOf'] as const;
export const packageNames = ['extra', 'constructor'] as const;
export const planNames = ['basic', 'pro'] as const;
export const licenseNames = ['fax', 'hasOwnProperty'] as const;

/** Permissions in an order in which umbrellas open only later ones and prerequisites are only earlier ones. */
export const permissionNames = [
  'calls.a',
  'calls.b',
  'calls.c',
  'calls.d',
  'desk.e',
  'desk.f',
  'mail.g',
  'mail.h',
] as const;

/** Permissions that no catalog here has. */
export const strangers = ['calls.z', '__proto__'] as const;

/** A moment of the small time that random windows live in. */
export const moments = { min: 0, max: 6 } as const;
