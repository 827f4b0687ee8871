/** The user and session of a token: `me` and `my_session` in a pattern. */
export interface WazoCaller {
  readonly id: string;
  readonly session: string | undefined;
}

/** One line of an ACL, ready to be asked. */
export interface AccessPattern {
  /** As the ACL has it. */
  readonly line: string;
  /** A leading `!`: it denies, and always wins. */
  readonly isNegative: boolean;
  /** Whether it covers any access of this form; `undefined` is a segment that may be anything. */
  readonly meets: (segments: readonly (string | undefined)[]) => boolean;
  /** Its segments that are no wildcards: the only ids that it can name, beside the caller's own. */
  readonly names: readonly string[];
  /** Whether it covers ids that nobody can list: a wildcard beside other characters, or a word for an unusual id. */
  readonly isPartial: boolean;
}

/** Any number of characters, none included: without a dot among them, or whatever they are. */
interface Run {
  readonly runs: 'in a segment' | 'on';
}

/** One piece of a pattern or an access: a character, one of several, or a run of any. */
type Piece = string | readonly string[] | Run;

const inSegment: Run = { runs: 'in a segment' };
const onward: Run = { runs: 'on' };

/**
 * Reads one line of an ACL as Wazo does (`AccessCheck` of wazo's xivo-lib-python): `*` is any run of characters
 * without `.` and `#`, and `#` any run at all. As whole segments, `me` and `my_session` stand for themselves and for
 * the caller's own ids, and `edit`, an old word, for itself and for `update`.
 */
export function accessPattern(line: string, caller: WazoCaller): AccessPattern {
  const isNegative = line.startsWith('!');
  const segments = (isNegative ? line.slice(1) : line).split('.');
  const pieces = joined(segments.map((segment) => patternPieces(segment, caller)));
  const isWild = (segment: string) => /[*#]/.test(segment);
  const isUnusual = (segment: string) => ownIds(segment, caller).some((id) => !/^[\w-]+$/.test(id));
  return {
    line,
    isNegative,
    meets: (access) => meet(pieces, joined(access.map((segment) => accessPieces(segment, caller)))),
    names: segments.filter((segment) => segment !== '' && !isWild(segment)),
    isPartial: segments.some(
      (segment) => (isWild(segment) && segment !== '*' && segment !== '#') || isUnusual(segment),
    ),
  };
}

function joined(segments: readonly Piece[][]): Piece[] {
  return segments.flatMap((pieces, i) => (i === 0 ? pieces : ['.', ...pieces]));
}

// A whole id of the caller is one piece, so that a pattern can take it or its word for the same.
const callerIs = '\uE001';
const sessionIs = '\uE002';
const updateIs = '\uE006';

function ownIds(word: string, { id, session }: WazoCaller): string[] {
  if (word === 'me') return [id];
  return word === 'my_session' && session !== undefined ? [session] : [];
}

function patternPieces(segment: string, caller: WazoCaller): Piece[] {
  if (segment === 'me') return [['\uE003', callerIs]];
  if (segment === 'my_session') return [['\uE004', sessionIs]];
  if (segment === 'edit') return [['\uE005', updateIs]];
  return wholeSegment(segment, caller).map((piece) => (piece === '*' ? inSegment : piece === '#' ? onward : piece));
}

function accessPieces(segment: string | undefined, caller: WazoCaller): Piece[] {
  return segment === undefined ? [inSegment] : wholeSegment(segment, caller);
}

function wholeSegment(segment: string, { id, session }: WazoCaller): string[] {
  if (segment === 'me') return ['\uE003'];
  if (segment === 'my_session') return ['\uE004'];
  if (segment === 'edit') return ['\uE005'];
  if (segment === 'update') return [updateIs];
  if (segment === id) return [callerIs];
  return segment === session ? [sessionIs] : segment.split('');
}

/**
 * Whether two runs of pieces can stand for the same text: the table of all prefixes, a row at a time, so that no
 * pattern takes longer than its own length times the other's.
 */
function meet(a: readonly Piece[], b: readonly Piece[]): boolean {
  let row = b.reduce<boolean[]>((before, piece) => [...before, before.at(-1) === true && isRun(piece)], [true]);
  for (const piece of a) {
    const next = [row[0] === true && isRun(piece)];
    for (const [j, other] of b.entries()) {
      const isSame = row[j] === true && canBeSame(piece, other);
      // A run can be empty, or go on over one piece more of the other side.
      const overA = row[j + 1] === true && (isRun(piece) || (isRun(other) && canBeSame(piece, other)));
      const overB = next[j] === true && (isRun(other) || (isRun(piece) && canBeSame(piece, other)));
      next.push(isSame || overA || overB);
    }
    row = next;
  }
  return row.at(-1) === true;
}

function isRun(piece: Piece): piece is Run {
  return typeof piece === 'object' && 'runs' in piece;
}

function canBeSame(a: Piece, b: Piece): boolean {
  if (isRun(a)) return isRun(b) || a === onward || (b !== '.' && b !== '#');
  if (isRun(b)) return canBeSame(b, a);
  const these = typeof a === 'string' ? [a] : a;
  return typeof b === 'string' ? these.includes(b) : b.some((one) => these.includes(one));
}
