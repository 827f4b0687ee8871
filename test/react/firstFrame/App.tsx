import { useState } from 'react';
import { Can, PermissionProvider, useCan } from '../../../src/index.js';
import type { SourceEvent } from '../../../src/sources/GrantSource.js';
import { allow, catalog, salesCall, setOf } from '../desk.js';

const pressed = (what: string) => () => {
  document.documentElement.dataset['pressed'] = `${document.documentElement.dataset['pressed'] ?? ''} ${what}`;
};

// Answers when the page says so, unless it was sent with grants.
const source = {
  key: 'page',
  load: () =>
    new Promise((answer) => {
      Object.assign(globalThis, { answer: () => answer(setOf([allow('sms.send')])) });
    }),
  subscribe(listener: (event: SourceEvent) => void) {
    const push = () => listener({ type: 'grants', input: setOf([allow('sms.send')], { revision: 2 }) });
    Object.assign(globalThis, { push });
    return () => {};
  },
};

function Plain() {
  const [count, setCount] = useState(0);
  const mayView = useCan('sms.send');
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {mayView ? 'open' : 'closed'} {count}
    </button>
  );
}

/** One gate of each kind, with grants from the start or without. */
export function App({ isSent }: { readonly isSent: boolean }) {
  return (
    <PermissionProvider
      catalog={catalog}
      source={source}
      keepFor={Infinity}
      initialGrants={isSent ? setOf([allow('sms.send')]) : undefined}
    >
      <Plain />
      <Can permission="sms.send">
        <button type="button">Send</button>
      </Can>
      <Can permission="recordings.play" on={salesCall} mode="disable">
        <button type="button" onClick={pressed('Record')} onPointerDown={pressed('down')}>
          Record
        </button>
      </Can>
      <Can permission="recordings.play" on={salesCall} mode="explain">
        Recorder
      </Can>
    </PermissionProvider>
  );
}
