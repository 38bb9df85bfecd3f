import { shortName } from "./flame/amounts";
import type { ThreadId } from "../units";
import type { Column } from "./data-table";
import { NamedThread } from "./named-thread";

/** A column of threads, each a link. */
export function threadColumn<
  Row extends {
    readonly thread: ThreadId | null;
    readonly name: string | null;
  },
>(): Column<Row> {
  return {
    key: "thread",
    label: "Thread",
    value: (row) => row.name,
    show: (row) => <NamedThread thread={row.thread} name={row.name} />,
  };
}

/** A column of the methods in which something was. */
export function siteColumn<
  Row extends { readonly site: string | null },
>(): Column<Row> {
  return {
    key: "site",
    label: "In",
    value: (row) => row.site,
    show: (row) =>
      row.site === null ? (
        <span class="muted">no stack</span>
      ) : (
        <span class="mono ellipsis name" title={row.site}>
          {shortName(row.site)}
        </span>
      ),
  };
}
