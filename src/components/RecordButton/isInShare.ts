/**
 * Whether a call is among the share that is recorded, in percent. The same call gets the same answer everywhere, and
 * a greater share holds every call of a smaller one.
 */
export function isInShare(callId: string, percent: number): boolean {
  return percent >= 100 || hash(callId) / 0x1_0000_0000 < percent / 100;
}

/** FNV-1a over the text, mixed once more so that ids that differ at the end do not lie side by side. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
