import type { Theme } from "../../model/palette";
import type { Column } from "../data-table";
import type { FlameColour } from "./colours";
import type { NodeIndex } from "./tree";

/** How the nodes of a graph are told: in colour, in their boxes, in sentences and as a table. */
export interface FlameWords {
  /** Whether widths of siblings add up; else the largest counts. */
  readonly isSummed: boolean;
  readonly colour: (theme: Theme, node: NodeIndex) => FlameColour;
  readonly inBox: (node: NodeIndex) => string;
  /** What is known of a node, the most telling first. */
  readonly facts: (node: NodeIndex) => readonly string[];
  /** How much the nodes that match a search hold together. */
  readonly matched: (total: number) => string;
  /** What a line of a folded stack ends with; null for none. */
  readonly folded: (node: NodeIndex) => string | null;
  /** Of the table, after depth and frame. */
  readonly columns: readonly Column<NodeIndex>[];
}
