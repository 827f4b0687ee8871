/** A part of a list. `next` asks for the part after it, and is absent at the end. */
export interface Page<T, Next = string> {
  readonly items: readonly T[];
  readonly next?: Next;
}
