/** How large the parts of the grid are, in CSS pixels at the page's own font size. */
export interface GridMeasures {
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly headerWidth: number;
  readonly columnWidth: number;
}

/** The measures for a font size: a reader who enlarges text gets larger cells. */
export function gridMeasures(fontSize: number, transposed: boolean): GridMeasures {
  const rem = fontSize / 16;
  return {
    rowHeight: Math.round(40 * rem),
    headerHeight: Math.round((transposed ? 72 : 56) * rem),
    headerWidth: Math.round((transposed ? 200 : 260) * rem),
    columnWidth: Math.round(132 * rem),
  };
}
