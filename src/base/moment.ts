/** The last moment that a date can stand for, in milliseconds since 1970: in the year 275760. */
export const latestMoment = 8_640_000_000_000_000;

/** Whether this is a moment that a grant can begin or end at: whole milliseconds from 1970 to {@link latestMoment}. */
export function isMoment(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= latestMoment;
}

/** A moment as a spreadsheet and an API write it, in ISO 8601; the nearest date where there is none so far. */
export function isoText(at: number): string {
  const near = Number.isNaN(at) ? latestMoment : Math.min(latestMoment, Math.max(-latestMoment, at));
  return new Date(near).toISOString();
}
