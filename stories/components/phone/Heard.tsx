import { type ReactNode, useEffect, useState } from 'react';

/** Shows what a screen reader is told: what is announced, and what has focus, as it would be read. */
export function Heard(): ReactNode {
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(
    () => listen((line) => setLines((before) => (before.at(-1) === line ? before : [...before, line].slice(-8)))),
    [],
  );
  return (
    <section
      aria-label="What a screen reader is told"
      style={{ marginBlockStart: 'var(--hs-space-5)', fontSize: 'var(--hs-text-s)' }}
    >
      <p style={{ margin: 0, fontWeight: 650 }}>What a screen reader is told</p>
      <ol data-testid="heard" style={{ margin: 0, paddingInlineStart: 'var(--hs-space-5)', minBlockSize: '6rem' }}>
        {lines.map((line, i) => (
          <li key={`${i} ${line}`}>{line}</li>
        ))}
      </ol>
    </section>
  );
}

function listen(hear: (line: string) => void): () => void {
  const read = () => {
    const focused = document.activeElement;
    const active = document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '');
    if (focused && focused !== document.body) hear(wordsOf(active ?? focused));
  };
  const observer = new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status], [role=log]');
      // Of a log only what is new is read.
      const news = region?.matches('[role=log]') ? [...addedNodes] : [region];
      const text = news.map((node) => node?.textContent?.trim()).join(' ');
      if (type === 'attributes') read();
      else if (text) hear(`Announced: ${text}`);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['aria-valuetext', 'aria-pressed', 'aria-disabled', 'aria-activedescendant'],
  });
  document.addEventListener('focusin', read);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', read);
  };
}

/** Near enough to what is read: name, value, state, description. */
function wordsOf(element: Element): string {
  const textOf = (ids: string | null) =>
    ids?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '') ?? [];
  const label = element.getAttribute('aria-label');
  const value = element instanceof HTMLInputElement && element.type !== 'range' ? element.value : '';
  const parts = [
    ...(label ? [label] : textOf(element.getAttribute('aria-labelledby'))),
    ...(label || element.matches('input, [role=alertdialog]') ? [] : [textIn(element)]),
    element.getAttribute('aria-valuetext') ?? value,
    element.getAttribute('aria-pressed') === 'true' ? 'pressed' : '',
    element.getAttribute('aria-selected') === 'true' ? 'selected' : '',
    element.getAttribute('aria-disabled') === 'true' ? 'not available' : '',
    ...textOf(element.getAttribute('aria-describedby')),
  ];
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ');
}

function textIn(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return copy.textContent;
}
