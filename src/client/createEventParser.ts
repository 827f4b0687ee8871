/** One server-sent event, as it was on the wire. */
export interface ServerEvent {
  /** The last id on the wire up to here, also where this event has none of its own. */
  readonly id: string;
  /** `message` where the server names none. */
  readonly event: string;
  readonly data: string;
}

/** The callbacks of a parser. */
export interface EventHandlers {
  readonly onEvent: (event: ServerEvent) => void;
  /** The server asks for this pause before reconnecting, in milliseconds. */
  readonly onRetry?: (milliseconds: number) => void;
}

/** Thrown where one event is longer than anything that a revision needs. */
export class EventTooLongError extends Error {}

const maxEventLength = 64 * 1024;

/**
 * Reads server-sent events from text that arrives in any pieces. An event that has not ended is not told; a
 * comment tells nothing.
 */
export function createEventParser({ onEvent, onRetry }: EventHandlers): (text: string) => void {
  let rest = '';
  let endedInCr = false;
  let id = '';
  let event = '';
  let data: string[] = [];
  let length = 0;

  const field = (name: string, value: string) => {
    if (name === 'data') data.push(value);
    else if (name === 'event') event = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d{1,9}$/.test(value)) onRetry?.(Number(value));
  };
  const end = () => {
    const told = { id, event: event || 'message', data: data.join('\n') };
    const isEvent = data.length > 0;
    [event, data, length] = ['', [], 0];
    if (isEvent) onEvent(told);
  };
  const line = (text: string) => {
    if (text === '') return end();
    const colon = text.indexOf(':');
    if (colon === 0) return;
    length += text.length;
    if (length > maxEventLength) throw new EventTooLongError();
    if (colon < 0) field(text, '');
    else field(text.slice(0, colon), text.slice(colon + 1).replace(/^ /, ''));
  };

  return (text) => {
    // Of a CR LF that was cut in two, the CR has already ended the line.
    const lines = (rest + (endedInCr && text.startsWith('\n') ? text.slice(1) : text)).split(/\r\n|\n|\r/);
    if (text !== '') endedInCr = text.endsWith('\r');
    rest = lines.pop() ?? '';
    for (const each of lines) line(each);
    if (rest.length > maxEventLength) throw new EventTooLongError();
  };
}
