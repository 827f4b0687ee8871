import type { RecordingSource } from './recording.js';

/** Lets the browser save a recording under a name; from another origin, browsers may open it instead. */
export function saveFile({ url, blob }: RecordingSource, name: string): void {
  const objectUrl = blob && URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = objectUrl ?? url ?? '';
  link.download = name;
  link.rel = 'noopener';
  // From elsewhere, `download` is ignored, and the file would take the place of the page.
  if (!objectUrl && link.protocol.startsWith('http') && link.origin !== location.origin) link.target = '_blank';
  link.click();
  // The click has started the download by then; it keeps the bytes itself.
  if (objectUrl !== undefined) setTimeout(() => URL.revokeObjectURL(objectUrl), 1_000);
}
