import { type Read, ReadError } from '../../base/read.js';
import { ProblemError, type RequestIssue } from './problem.js';

/** Refuses a request, with everything that is wrong with it. */
export function invalid(issues: readonly RequestIssue[]): ProblemError {
  return new ProblemError('invalid', { detail: 'Nothing was changed. Fix what `issues` lists.', issues });
}

/** Runs a reader; what it refuses becomes the answer to the request. */
export function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ReadError ? invalid([error.issue]) : error;
  }
}

/** Reads every item, and refuses with everything that is wrong rather than with the first. */
export function readEach<T>(items: readonly unknown[], read: Read<T>, path: string): T[] {
  const issues: RequestIssue[] = [];
  const values = items.flatMap((item, i) => {
    try {
      return [read(item, `${path}[${i}]`)];
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      issues.push(error.issue);
      return [];
    }
  });
  if (issues.length > 0) throw invalid(issues);
  return values;
}
