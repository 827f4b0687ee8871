/** What is told within so many milliseconds of something is told together. */
const breath = 250;
/** So many are told whole; the others are counted. */
const mostTold = 3;

/**
 * Tells what comes thick and fast: the first at once, and what follows in the same breath together after it, since a
 * screen reader hears only what is there when it looks.
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
