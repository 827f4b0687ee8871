const encoder = new TextEncoder();

/** The size of a document as JSON in UTF-8, in bytes. */
export function bytesOf(document: unknown): number {
  return encoder.encode(JSON.stringify(document)).length;
}
