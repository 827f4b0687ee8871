/** The one search of an editor for everybody who has something: it outlives the menu that it was started in. */
export interface Search {
  /** Ends the search before this one. */
  readonly begin: () => AbortSignal;
  readonly end: () => void;
}

/** Makes the search of one editor; none is running yet. */
export function createSearch(): Search {
  let current = new AbortController();
  const end = () => current.abort(new DOMException('The search was ended, so its result is not needed.', 'AbortError'));
  return {
    end,
    begin() {
      end();
      current = new AbortController();
      return current.signal;
    },
  };
}
