/** The sizes of the parts of the grid, in CSS pixels at the page's own font size. */
export interface GridMeasures {
  readonly rowHeight: number;
  readonly headerHeight: number;
  readonly headerWidth: number;
  readonly columnWidth: number;
}

/** The width from which a grid has room for full labels beside its cells, in CSS pixels at the usual font size. */
export const roomyWidth = 560;

/**
 * The measures for a font size: a reader who enlarges text gets larger cells. On a narrow screen the headers of rows
 * give way, so that a whole column is seen beside them.
 */
export function gridMeasures(fontSize: number, transposed: boolean, isNarrow: boolean): GridMeasures {
  const rem = fontSize / 16;
  return {
    rowHeight: Math.round(40 * rem),
    headerHeight: Math.round((transposed ? 72 : 56) * rem),
    headerWidth: Math.round((isNarrow ? 132 : transposed ? 200 : 260) * rem),
    columnWidth: Math.round(132 * rem),
  };
}
