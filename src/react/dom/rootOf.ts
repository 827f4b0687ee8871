/** The document or the shadow root that a node is in: where focus is told and ids are looked up. */
export function rootOf(node: Node): Document | ShadowRoot {
  const root = node.getRootNode();
  // By what it can do, since a document of another window is of another class.
  return isRoot(root) ? root : (node.ownerDocument ?? document);
}

function isRoot(node: Node): node is Document | ShadowRoot {
  return 'activeElement' in node;
}

/** Whether an element has focus, inside of a shadow root too. */
export function hasFocus(element: Element): boolean {
  return rootOf(element).activeElement === element;
}

/** Whether nothing on the page has focus. */
export function isFocusFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/**
 * What has focus, as deep inside of shadow roots as can be seen. A closed one can only be seen into from a node that
 * is in it.
 */
export function focusedElement(from: Node | null): Element | null {
  let element = (from && rootOf(from).activeElement) ?? document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
