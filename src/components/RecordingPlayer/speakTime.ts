/** A moment as one says it, without the parts that are zero: “1 minute 7 seconds”. Takes seconds. */
export function speakTime(seconds: number): string {
  // A moment within a second counts as that second, as on any clock; what is no time counts as the start.
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const parts = [
    [Math.floor(whole / 3_600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const spoken = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return spoken.join(' ') || '0 seconds';
}
