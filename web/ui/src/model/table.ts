/** A value that a table sorts by and writes to CSV. */
export type Cell = string | number | null;

/** The order of rows as indices, so that the rows themselves stay where they are. Nulls come last in either direction. */
export function sortedOrder<Row>(
  rows: readonly Row[],
  valueOf: ((row: Row) => Cell) | null,
  isDescending: boolean,
): Uint32Array {
  const order = Uint32Array.from(rows.keys());
  if (valueOf === null) return order;
  const values = rows.map(valueOf);
  const sign = isDescending ? -1 : 1;
  return order.sort(
    (a, b) => compareCells(values[a], values[b], sign) || a - b,
  );
}

const collator = new Intl.Collator("en", { numeric: true });

function compareCells(a: Cell, b: Cell, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

/** Rows as CSV (RFC 4180) with a head line. */
export function toCsv(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): string {
  return (
    [heads, ...rows].map((row) => row.map(csvField).join(",")).join("\r\n") +
    "\r\n"
  );
}

/**
 * One field. Text that a spreadsheet would run as a formula gets a leading apostrophe: names come from the traced program.
 */
function csvField(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface RowSlice {
  readonly first: number;
  readonly last: number;
}

/** The rows `[first, last)` that a scrolled table must have in the document, with some to spare on both sides. */
export function visibleRows(
  rowCount: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
  spare = 8,
): RowSlice {
  const first = Math.floor(scrollTop / rowHeight) - spare;
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight) + spare;
  return {
    first: Math.min(Math.max(0, first), rowCount),
    last: Math.min(rowCount, Math.max(0, last)),
  };
}
