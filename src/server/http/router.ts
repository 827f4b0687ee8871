import { ProblemError } from './problem.js';
import { longestId } from '../../base/read.js';

/** The parts of a path that a route names with a colon. */
export type PathParams = Readonly<Record<string, string>>;

/** One call of the API. */
export interface Route<H> {
  readonly method: string;
  /** Such as `/members/:id`. */
  readonly path: string;
  readonly handle: H;
}

/** A route that was found, with the parts of the path that it names. */
export interface FoundRoute<H> {
  readonly route: Route<H>;
  readonly params: PathParams;
}

/** Makes a function that finds the route of a request, or refuses it and says which there are. */
export function createRouter<H>(routes: readonly Route<H>[]): (method: string, path: string) => FoundRoute<H> {
  const patterns = routes.map((route) => ({ route, parts: route.path.split('/') }));
  return (method, path) => {
    const segments = path.split('/').map(decodeSegment);
    const here = patterns.flatMap(({ route, parts }) => {
      const params = matchPath(parts, segments);
      return params ? [{ route, params }] : [];
    });
    const found = here.find(({ route }) => route.method === method);
    if (found) return found;
    if (here.length === 0)
      throw new ProblemError('not-found', { detail: 'Compare the address with the API document.' });
    const allow = here.map(({ route }) => route.method).join(', ');
    throw new ProblemError('method-not-allowed', { detail: `Use one of ${allow}.` }, { allow });
  };
}

/** A segment that is not decodable, or that no store can keep as an id, matches nothing. */
function decodeSegment(segment: string): string | undefined {
  try {
    const decoded = segment.includes('%') ? decodeURIComponent(segment) : segment;
    return decoded.length <= longestId && !decoded.includes('\0') ? decoded : undefined;
  } catch {
    return undefined;
  }
}

function matchPath(pattern: readonly string[], segments: readonly (string | undefined)[]): PathParams | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = Object.create(null);
  for (let i = 0; i < pattern.length; i++) {
    const [part = '', segment] = [pattern[i], segments[i]];
    if (part.startsWith(':')) {
      if (!segment) return undefined;
      params[part.slice(1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return params;
}
