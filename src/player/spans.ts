/** A stretch of time, in seconds from the start of a recording. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans in order, those that touch united, and what is no span left out. */
export function uniteSpans(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of spans.filter(isSpan).sort((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (last && span.start <= last.end)
      united[united.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else united.push(span);
  }
  return united;
}

function isSpan({ start, end }: Span): boolean {
  return Number.isFinite(start) && Number.isFinite(end) && start < end;
}

/** The span that holds a moment; its end is outside. */
export function spanAt<S extends Span>(spans: readonly S[], at: number): S | undefined {
  return spans.find((span) => span.start <= at && at < span.end);
}

/** The parts of one span that lie outside all others. */
export function cutSpans(span: Span, others: readonly Span[]): Span[] {
  const cut: Span[] = [];
  let start = span.start;
  for (const other of uniteSpans(others)) {
    if (other.end <= start || other.start >= span.end) continue;
    cut.push({ start, end: other.start });
    start = other.end;
  }
  cut.push({ start, end: span.end });
  return cut.filter(isSpan);
}

/** The total length of the spans, in seconds; they must not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
