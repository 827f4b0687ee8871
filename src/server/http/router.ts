import { ProblemError } from './problem.js';
import { longestId } from './read.js';

/** The parts of a path that a route names with a colon. */
export type PathParams = Readonly<Record<string, string>>;

/** One call of the API. */
export interface Route<H> {
  readonly method: string;
  /** Such as `/members/:id`. */
  readonly path: string;
  readonly handle: H;
}

/** The route that a request is for, or a refusal that says which there are. */
export function findRoute<H>(
  routes: readonly Route<H>[],
  method: string,
  path: string,
): { readonly route: Route<H>; readonly params: PathParams } {
  const segments = path.split('/').map(decodeSegment);
  const here = routes.flatMap((route) => {
    const params = matchPath(route.path.split('/'), segments);
    return params ? [{ route, params }] : [];
  });
  const found = here.find(({ route }) => route.method === method);
  if (found) return found;
  if (here.length === 0) throw new ProblemError('not-found', { detail: 'Compare the address with the API document.' });
  const allow = here.map(({ route }) => route.method).join(', ');
  throw new ProblemError('method-not-allowed', { detail: `Use one of ${allow}.` }, { allow });
}

/** A segment that is not decodable, or that no store can keep as an id, matches nothing. */
function decodeSegment(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment);
    return decoded.length <= longestId && !decoded.includes('\0') ? decoded : undefined;
  } catch {
    return undefined;
  }
}

function matchPath(pattern: readonly string[], segments: readonly (string | undefined)[]): PathParams | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = Object.create(null);
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i];
    if (part.startsWith(':')) {
      if (!segment) return undefined;
      params[part.slice(1)] = segment;
    } else if (part !== segment) return undefined;
  }
  return params;
}
