/** Milliseconds within which announcements are joined. */
const breath = 250;
/** The most announcements that are spoken in full; the others are counted. */
const mostTold = 3;

/**
 * Throttles announcements: speaks the first at once and joins those of the next 250 ms, because a live region keeps only
 * its latest text.
 */
export function createTeller(say: (text: string) => void) {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellWaiting = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const told = waiting.slice(0, mostTold);
    const left = waiting.length - told.length;
    waiting = [];
    tell(left > 0 ? `${told.join(' ')} And ${left} more.` : told.join(' '));
  };
  const tell = (text: string) => {
    if (timer !== undefined) return void waiting.push(text);
    say(text);
    timer = setTimeout(tellWaiting, breath);
  };
  return { tell, stop: () => clearTimeout(timer) };
}
