import type { ReactNode } from 'react';

/** The level of a heading in its page. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** The level of the titles of components, where the page names none: right below its `h1`, and below any deeper one. */
const defaultLevel: HeadingLevel = 2;

interface TitleProps {
  readonly level: HeadingLevel | undefined;
  /** Whether it stands over a part of what another title stands over. */
  readonly isPart?: boolean;
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A heading, so that readers who go from heading to heading find what it stands over. */
export function Title({ level = defaultLevel, isPart, id, className = '', children }: TitleProps): ReactNode {
  const Heading = `h${isPart ? Math.min(level + 1, 6) : level}` as `h${HeadingLevel}`;
  return (
    <Heading id={id} className={`hs-title ${className}`.trim()} data-part={isPart || undefined}>
      {children}
    </Heading>
  );
}
