/** A part of a phone system that a scope can name: an extension, a queue, a number. */
export interface DirectoryEntry {
  readonly id: string;
  readonly label: string;
}
