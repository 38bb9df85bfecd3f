import { useMemo } from "preact/hooks";
import { DataTable, type Column } from "../data-table";
import { below, type NodeIndex } from "./tree";
import type { Flame } from "./use-flame";

interface FlameTableProps {
  readonly flame: Flame;
  readonly label: string;
}

/** The nodes in sight as rows: callers before callees, with their depth. */
export function FlameTable({ flame, label }: FlameTableProps) {
  const { tree, zoomed, matches, above } = flame;
  const rows = useMemo(() => {
    const all = [...above, ...below(tree, zoomed)];
    return matches === null ? all : all.filter((n) => matches.nodes.has(n));
  }, [tree, zoomed, matches]);
  const columns = useMemo(() => columnsOf(flame), [flame.tree, flame.words]);
  return (
    <DataTable
      caption={label}
      columns={columns}
      rows={rows}
      rowKey={(node) => node}
      empty="No frame matches."
      canCopy
    />
  );
}

function columnsOf({ tree, words }: Flame): Column<NodeIndex>[] {
  return [
    {
      key: "depth",
      label: "Depth",
      isNumber: true,
      value: (node) => tree.depths[node],
      width: "70px",
    },
    {
      key: "frame",
      label: "Frame",
      value: (node) => tree.texts[node],
      show: (node) => (
        <span
          class="mono flame-row"
          style={{ paddingLeft: `${Math.min(24, tree.depths[node]) * 10}px` }}
          title={tree.texts[node]}
        >
          {tree.texts[node]}
        </span>
      ),
    },
    ...words.columns,
  ];
}
