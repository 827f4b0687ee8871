import type { Lifetime } from './createLifetime.js';

// An event of the page and no list of this module: a page can hold two copies of it.
const turnTaken = 'hookswitch:play';

/** Tells every other player on the page that one begins to play. */
export function takeTurn(player: object): void {
  window.dispatchEvent(new CustomEvent(turnTaken, { detail: player }));
}

/** Calls back when another player on the page begins to play, until a lifetime ends. */
export function onTurnTaken(life: Lifetime, player: object, makeWay: () => void): void {
  life.listen(window, turnTaken, (event) => {
    if (event instanceof CustomEvent && event.detail !== player) makeWay();
  });
}
