import { useMemo } from "preact/hooks";
import { DataTable, type Column } from "../data-table";
import { below, ROOT, type NodeIndex } from "./tree";
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
  const columns = useMemo(() => columnsOf(flame), [flame.tree]);
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

function columnsOf(flame: Flame): Column<NodeIndex>[] {
  const { tree, look } = flame;
  const all = Math.max(1, tree.totals[ROOT]);
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
    amountColumn("self", "Self", look.format, (node) => tree.selves[node]),
    amountColumn("total", "Total", look.format, look.value),
    {
      key: "share",
      label: "Of all",
      isNumber: true,
      value: (node) => look.value(node) / all,
      show: look.share,
    },
  ];
}

/** A column of values of a profile; an en dash for none. */
export function amountColumn<Row>(
  key: string,
  label: string,
  format: (value: number) => string,
  value: (row: Row) => number,
): Column<Row> {
  return {
    key,
    label,
    isNumber: true,
    value,
    show: (row) =>
      value(row) === 0 ? <span class="muted">–</span> : format(value(row)),
  };
}
