/** The words of a masked number where it is not given others. */
export const englishMaskedNumberWords = {
  endingIn: (digits: string) => (digits === '' ? 'Hidden number' : `Hidden number ending in ${digits}`),
  noNumber: 'No number',
};

/** Every word that a masked number says. */
export type MaskedNumberWords = Readonly<typeof englishMaskedNumberWords>;
