'use client';
import type { ReactNode } from 'react';

interface CatalogFieldProps {
  readonly table: Readonly<Record<string, { readonly label: string; readonly description?: string }>>;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Chooses some of what the catalog lists, such as licences. What it does not know any more can be left out. */
export function CatalogField({ table, label, chosen, onChange }: CatalogFieldProps): ReactNode {
  const unknown = chosen.filter((id) => !Object.hasOwn(table, id)).map((id) => [id, { label: id }] as const);
  return (
    <ul className="hs-matrix-people" aria-label={label}>
      {[...unknown, ...Object.entries(table)].map(([id, entry]) => (
        <li key={id}>
          <label>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />{' '}
            {entry.label}
          </label>
        </li>
      ))}
    </ul>
  );
}
