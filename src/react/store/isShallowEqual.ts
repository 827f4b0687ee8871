/** Whether two lists or tables hold the same things under the same keys. */
export function isShallowEqual(a: object, b: object): boolean {
  const before = Object.entries(a);
  return (
    before.length === Object.keys(b).length && before.every(([key, value]) => Object.is(value, Reflect.get(b, key)))
  );
}
