/** Options for what an adapter cannot translate. */
export interface UntranslatedOptions {
  /**
   * Called with a sentence for each thing that the adapter could not say in grants. What depends on it is closed, or
   * left to the server. Default: nobody is told.
   */
  readonly onUntranslated?: (message: string) => void;
}
