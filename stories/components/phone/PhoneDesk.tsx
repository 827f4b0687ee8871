import { PermissionProvider } from 'hookswitch';
import { pushSource } from 'hookswitch/sources';
import { type ReactNode, useEffect, useState } from 'react';
import { phoneCatalog, type Given, phoneGrants } from './phoneCatalog.js';

interface PhoneDeskProps {
  /** What the person may do; nothing yet where it is not given. */
  readonly given: readonly Given[] | undefined;
  /** What an administrator somewhere else can take away and give back. */
  readonly revocable?: readonly Given[];
  readonly children: ReactNode;
}

/** Anything under a real provider, with a panel to take rights away and give them back. */
export function PhoneDesk({ given, revocable = [], children }: PhoneDeskProps): ReactNode {
  const [{ source, initial }] = useState(() => {
    const made = pushSource(`phone:${Math.random()}`);
    const grants = given && phoneGrants(given);
    if (grants) made.push(grants);
    return { source: made, initial: grants };
  });
  const [taken, setTaken] = useState<readonly Given[]>([]);
  const [revision, setRevision] = useState(1);
  useEffect(() => {
    if (given && revision > 1)
      source.push(
        phoneGrants(
          given.filter((each) => !taken.includes(each)),
          { revision },
        ),
      );
  }, [given, taken, revision, source]);
  return (
    <PermissionProvider catalog={phoneCatalog} source={source} initialGrants={initial}>
      {children}
      {revocable.length > 0 && (
        <fieldset
          style={{ marginBlockStart: 'var(--hs-space-5)', border: 'none', padding: 0, fontSize: 'var(--hs-text-s)' }}
        >
          <legend>As an administrator gives and takes</legend>
          {revocable.map((each) => (
            <label key={nameOf(each)} style={{ display: 'inline-block', marginInlineEnd: 'var(--hs-space-3)' }}>
              <input
                type="checkbox"
                checked={!taken.includes(each)}
                onChange={({ target }) => {
                  setTaken(target.checked ? taken.filter((other) => other !== each) : [...taken, each]);
                  setRevision(revision + 1);
                }}
              />{' '}
              {nameOf(each)}
            </label>
          ))}
        </fieldset>
      )}
    </PermissionProvider>
  );
}

/** With the numbers that it reaches, where only they tell it from another of the same permission. */
function nameOf(given: Given): string {
  if (typeof given === 'string') return given;
  const { permission, scope } = given;
  const numbers = typeof scope === 'object' ? scope.in?.['number'] : undefined;
  return Array.isArray(numbers) ? `${permission} (${numbers.join(', ')})` : permission;
}
