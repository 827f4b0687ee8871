/** From when to when something holds, in milliseconds since 1970; open where a side is not given. */
export interface Window {
  readonly startsAt?: number;
  readonly endsAt?: number;
}

/** The pieces of a grant's time that lie outside of some windows: nothing where one of them has no bounds. */
export function outside<T extends Window>(grant: T, windows: readonly Window[]): T[] {
  return windows.reduce<T[]>((pieces, window) => pieces.flatMap((piece) => outsideOne(piece, window)), [grant]);
}

function outsideOne<T extends Window>(piece: T, { startsAt, endsAt }: Window): T[] {
  const before = startsAt === undefined ? undefined : { ...piece, endsAt: Math.min(startsAt, piece.endsAt ?? Infinity) };
  const after = endsAt === undefined ? undefined : { ...piece, startsAt: Math.max(endsAt, piece.startsAt ?? 0) };
  return [before, after].filter((each) => each !== undefined).filter((each) => (each.startsAt ?? 0) < (each.endsAt ?? Infinity));
}

/** All of time, cut wherever one of some windows opens or closes. */
export function cutTimes(windows: readonly Window[]): Window[] {
  const moments = [...new Set(windows.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]))].filter((at) => at !== undefined).sort((a, b) => a - b);
  const starts = [undefined, ...moments];
  return starts.map((startsAt, i) => {
    const endsAt = moments[i];
    return { ...(startsAt !== undefined && { startsAt }), ...(endsAt !== undefined && { endsAt }) };
  });
}
