import { useMemo } from "preact/hooks";
import type { Profile } from "../../api/profile";
import { DataTable, type Column } from "../data-table";
import { formatAmount } from "./amounts";
import { below, type NodeIndex } from "./tree";
import type { Flame } from "./use-flame";
import type { FlameWords } from "./words";

interface FlameTableProps {
  readonly flame: Flame;
  readonly words: FlameWords;
  readonly label: string;
}

/** The nodes in sight as rows: callers before callees, with their depth. */
export function FlameTable({ flame, words, label }: FlameTableProps) {
  const { tree, zoomed, matches } = flame;
  const rows = useMemo(() => {
    const all = below(tree, zoomed);
    return matches === null ? all : all.filter((n) => matches.nodes.has(n));
  }, [tree, zoomed, matches]);
  const columns = useMemo(() => columnsOf(flame, words), [flame.tree]);
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

function columnsOf({ tree }: Flame, words: FlameWords): Column<NodeIndex>[] {
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

/** A column of values of a profile; an en dash for none. */
export function amountColumn<Row>(
  key: string,
  label: string,
  profile: Profile,
  value: (row: Row) => number,
): Column<Row> {
  return {
    key,
    label,
    isNumber: true,
    value,
    show: (row) =>
      value(row) === 0 ? (
        <span class="muted">–</span>
      ) : (
        formatAmount(value(row), profile.unit)
      ),
  };
}
