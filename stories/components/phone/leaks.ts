/**
 * Where six digits in a row of a number can be read on a page, whatever stands between them: in text, in attributes,
 * in what is typed into fields. Empty where it is hidden.
 */
export function leaks(number: string, root: ParentNode = document): readonly string[] {
  const digits = number.replace(/\D/g, '');
  const parts = Array.from({ length: digits.length - 5 }, (_, i) => digits.slice(i, i + 6));
  return everythingIn(root).filter((text) => {
    const plain = text.replace(/[\s().\-·,]/g, '');
    return parts.some((part) => plain.includes(part));
  });
}

/** Everything that a page holds. Texts that stand beside each other are there alone and together. */
export function everythingIn(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches('script, style, :has(script, style)') ? [] : [element.textContent]),
    ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
    ...('value' in element ? [`value=${String(element.value)}`] : []),
    ...(element.shadowRoot ? everythingIn(element.shadowRoot) : []),
  ]);
}
