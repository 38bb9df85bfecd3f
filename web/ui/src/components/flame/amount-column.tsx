import type { Column } from "../data-table";

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
