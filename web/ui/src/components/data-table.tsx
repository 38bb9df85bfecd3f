import type { ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { sortedOrder, toCsv, visibleRows, type Cell } from "../model/table";
import type { CssPx } from "../units";
import { CopyText } from "./copy-text";
import { Empty } from "./notice";

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** What the column sorts by and CSV holds; a column without it does neither. */
  readonly value?: (row: Row) => Cell;
  /** What the cell shows; its value if not given. */
  readonly show?: (row: Row) => ComponentChildren;
  readonly isNumber?: boolean;
  readonly hint?: string;
  readonly width?: string;
}

export interface SortState {
  readonly key: string | null;
  readonly isDescending: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly empty: string;
  /** Sorting kept by the page (in the address); without it the table keeps its own. */
  readonly sort?: SortState;
  readonly onSort?: (sort: SortState) => void;
  readonly canCopy?: boolean;
}

const ROW_HEIGHT: CssPx = 27;
const VIRTUAL_FROM_ROWS = 150;
const VIRTUAL_VIEW_HEIGHT: CssPx = 620;

/**
 * A sortable table. Long ones scroll in a box of their own and keep only the rows in sight in the document, between two
 * spacers.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows } = props;
  const [ownSort, setOwnSort] = useState<SortState>({
    key: null,
    isDescending: true,
  });
  const [scrollTop, setScrollTop] = useState<CssPx>(0);
  const body = useRef<HTMLDivElement>(null);
  const sort = props.sort ?? ownSort;
  const onSort = props.onSort ?? setOwnSort;
  const order = useMemo(() => {
    const column = columns.find(({ key }) => key === sort.key);
    return sortedOrder(rows, column?.value ?? null, sort.isDescending);
  }, [rows, columns, sort.key, sort.isDescending]);

  if (rows.length === 0) return <Empty>{props.empty}</Empty>;
  const isVirtual = rows.length >= VIRTUAL_FROM_ROWS;
  const slice = isVirtual
    ? visibleRows(rows.length, ROW_HEIGHT, scrollTop, VIRTUAL_VIEW_HEIGHT)
    : { first: 0, last: rows.length };
  return (
    <div class="table-frame">
      {props.canCopy && (
        <CopyText
          label="Copy as CSV"
          class="copy-button"
          text={() => csvOf(columns, rows, order)}
        />
      )}
      <div
        ref={body}
        class={isVirtual ? "table-scroll table-virtual" : "table-scroll"}
        style={
          isVirtual ? { maxHeight: `${VIRTUAL_VIEW_HEIGHT}px` } : undefined
        }
        tabIndex={isVirtual ? 0 : undefined}
        role={isVirtual ? "region" : undefined}
        aria-label={isVirtual ? props.caption : undefined}
        onScroll={
          isVirtual
            ? (event) => setScrollTop(event.currentTarget.scrollTop)
            : undefined
        }
      >
        <table aria-rowcount={rows.length + 1}>
          <caption class="off-screen">{props.caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head
                  key={column.key}
                  column={column}
                  sort={sort}
                  onSort={onSort}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer rows={slice.first} columns={columns.length} />
            {Array.from(order.subarray(slice.first, slice.last), (rowIndex) => {
              const row = rows[rowIndex];
              return (
                <tr key={props.rowKey(row)}>
                  {columns.map((column) => (
                    <td
                      key={column.key}
                      class={column.isNumber ? "number" : undefined}
                    >
                      {column.show
                        ? column.show(row)
                        : (column.value?.(row) ?? "–")}
                    </td>
                  ))}
                </tr>
              );
            })}
            <Spacer rows={rows.length - slice.last} columns={columns.length} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: SortState;
  readonly onSort: (sort: SortState) => void;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const isSorted = sort.key === column.key;
  const direction = sort.isDescending ? "descending" : "ascending";
  const change = () =>
    onSort({
      key: column.key,
      // Numbers are asked for from the top, names from A.
      isDescending: isSorted ? !sort.isDescending : column.isNumber === true,
    });
  return (
    <th
      scope="col"
      class={column.isNumber ? "number" : undefined}
      style={column.width === undefined ? undefined : { width: column.width }}
      aria-sort={isSorted ? direction : undefined}
      title={column.hint}
    >
      {column.value === undefined ? (
        column.label
      ) : (
        <button type="button" onClick={change}>
          {column.label}
          <span class="sort-sign" aria-hidden="true">
            {isSorted ? (sort.isDescending ? "▾" : "▴") : ""}
          </span>
        </button>
      )}
    </th>
  );
}

function Spacer({
  rows,
  columns,
}: {
  readonly rows: number;
  readonly columns: number;
}) {
  if (rows <= 0) return null;
  return (
    <tr class="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}

/** The table as CSV: every row, sorted as shown, times in full nanoseconds. */
function csvOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  order: Uint32Array,
): string {
  const valued = columns.filter((column) => column.value !== undefined);
  return toCsv(
    valued.map((column) => column.label),
    Array.from(order, (i) =>
      valued.map((column) => column.value?.(rows[i]) ?? null),
    ),
  );
}
