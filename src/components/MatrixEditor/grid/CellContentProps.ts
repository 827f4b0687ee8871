import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { Attribute } from './Attribute.js';

/** What the content of a cell is given. */
export interface CellContentProps<T extends Attribute = Attribute> {
  readonly line: T;
  readonly target: MatrixTarget;
  readonly bits: number;
  readonly place: string;
}
