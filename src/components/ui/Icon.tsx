import type { ReactNode } from 'react';

interface IconProps {
  /** One of `icons.ts`. */
  readonly path: string;
  /** Filled, not only stroked. */
  readonly isSolid?: boolean;
  /** A few characters inside of it. */
  readonly children?: ReactNode;
}

/** A picture beside or instead of words; never the only thing that says what a control does. */
export function Icon({ path, isSolid, children }: IconProps): ReactNode {
  return (
    <svg className="hs-icon" viewBox="0 0 24 24" aria-hidden="true" data-solid={isSolid || undefined}>
      <path d={path} />
      {children !== undefined && (
        <text x="12" y="12.5" textAnchor="middle" dominantBaseline="central">
          {children}
        </text>
      )}
    </svg>
  );
}
