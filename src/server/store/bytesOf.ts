const encoder = new TextEncoder();

/** How many bytes a document has as JSON in UTF-8. */
export function bytesOf(document: unknown): number {
  return encoder.encode(JSON.stringify(document)).length;
}
