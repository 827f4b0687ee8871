/** A moment as a clock shows it: `0:07`, `12:34`, `1:02:03`. Takes seconds. */
export function formatTime(seconds: number): string {
  const { hours, minutes, rest } = split(seconds);
  const clock = [hours, minutes, rest].map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0')));
  return hours > 0 ? clock.join(':') : `${minutes}:${clock[2] ?? ''}`;
}

/** A moment as one says it, without the parts that are zero: “1 minute 7 seconds”. Takes seconds. */
export function speakTime(seconds: number): string {
  const { hours, minutes, rest } = split(seconds);
  const parts = [
    [hours, 'hour'],
    [minutes, 'minute'],
    [rest, 'second'],
  ] as const;
  const spoken = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return spoken.join(' ') || '0 seconds';
}

function split(seconds: number): { hours: number; minutes: number; rest: number } {
  // A moment within a second counts as that second, as on any clock; what is no time counts as the start.
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return { hours: Math.floor(whole / 3_600), minutes: Math.floor(whole / 60) % 60, rest: whole % 60 };
}
