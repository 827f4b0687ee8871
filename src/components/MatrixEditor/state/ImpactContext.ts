'use client';
import { createContext } from 'react';
import type { MatrixChange } from '../../../matrix/preview.js';

/** Something that an app counts before a change is made, such as 1200 `recordings become visible`. */
export interface ImpactCount {
  readonly label: string;
  readonly count: number;
}

/** Counts what some changes would do together, where the app can. */
export type CountImpact = (changes: readonly MatrixChange[], signal: AbortSignal) => Promise<readonly ImpactCount[]>;

/** The application's counts, for previews of changes. */
export const ImpactContext = createContext<CountImpact | undefined>(undefined);
