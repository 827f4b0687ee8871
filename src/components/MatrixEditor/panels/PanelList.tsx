import type { ReactNode } from 'react';

interface PanelListProps {
  /** The text while the list is empty or loading. */
  readonly status?: ReactNode;
  /** Whether the order means something, such as when it happened. */
  readonly isOrdered?: boolean;
  readonly children: ReactNode;
}

/** A list in a panel. */
export function PanelList({ status, isOrdered = false, children }: PanelListProps): ReactNode {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <>
      {status !== undefined && <p role="status">{status}</p>}
      <List className="hs-matrix-items">{children}</List>
    </>
  );
}

interface PanelItemProps {
  /** The buttons beside it. */
  readonly actions?: ReactNode;
  readonly severity?: string;
  readonly children: ReactNode;
}

/** One entry of a list in a panel. */
export function PanelItem({ actions, severity, children }: PanelItemProps): ReactNode {
  if (actions === undefined) return <li data-severity={severity}>{children}</li>;
  return (
    <li data-severity={severity} data-actions>
      <span>{children}</span>
      <span className="hs-matrix-buttons">{actions}</span>
    </li>
  );
}
