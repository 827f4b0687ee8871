import { attempt } from '../../base/attempt.js';
import { warnOnce } from '../../client/warnOnce.js';
import { type AskedQuestion, mistakeIn, mistakesOfSet } from '../../evaluator/report/findMistakes.js';
import { mistakeText } from '../../evaluator/report/mistakeText.js';
import type { Catalog } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import type { PermissionView } from './PermissionView.js';

/** Permissions that a component looks for by a conventional name: that a catalog lacks them is no mistake. */
const conventional = new Set<string>();

/** Says that a permission is asked for without knowing whether the catalog has it. */
export function expectAbsence(permission: string): void {
  conventional.add(permission);
}

/** The permissions that were warned of, so that the next thousand gates do not look for the mistake again. */
const warned = new WeakMap<Catalog, Set<string>>();

/** In development, warns of a question that cannot have been meant: once for each permission, and it never throws. */
export function warnOfQuestion({ evaluator }: PermissionView, question: AskedQuestion): void {
  if (!evaluator || conventional.has(question.permission)) return;
  const { catalog } = evaluator;
  const known = warned.get(catalog) ?? new Set();
  const mistake = known.has(question.permission) ? undefined : attempt(() => mistakeIn(catalog, question));
  if (!mistake) return;
  warned.set(catalog, known.add(question.permission));
  warnOnce(mistakeText(mistake));
}

/** In development, warns of what a grant set cannot have meant. */
export function warnOfSet(catalog: Catalog, set: GrantSet): void {
  for (const mistake of attempt(() => mistakesOfSet(catalog, set)) ?? []) warnOnce(mistakeText(mistake));
}
