import { useMemo } from "preact/hooks";
import { Card } from "../components/card";
import {
  DataTable,
  type Column,
  type SortState,
} from "../components/data-table";
import type { Entry, ProfileFacts, TopAnswer } from "./answers";
import { Ask } from "./ask";
import { EntryName } from "./entry-name";
import { go, place, questionUrl } from "./route";
import { valueColumn } from "./value-cell";
import { leftOut } from "./values";

/** The entries that took most, as a table. */
export function TopView({ facts }: { readonly facts: ProfileFacts }) {
  return (
    <Ask<TopAnswer> url={questionUrl("/api/pprof/top")} what="table">
      {(answer) => <Table answer={answer} facts={facts} />}
    </Ask>
  );
}

interface TableProps {
  readonly answer: TopAnswer;
  readonly facts: ProfileFacts;
}

function Table({ answer, facts }: TableProps) {
  const columns = useMemo(
    () => columnsOf(facts, answer.total),
    [facts, answer.total],
  );
  return (
    <Card title="Top" note={leftOut(answer.heads)}>
      <DataTable
        caption="Entries that took most"
        columns={columns}
        rows={answer.rows}
        rowKey={(row) => row.name}
        empty="No sample is left by the filters, or none has a value of this type."
        sort={sortOf(place.value.order)}
        onSort={({ key, isDescending }) =>
          go({ order: `${isDescending ? "-" : ""}${key}` }, "replace")
        }
        canCopy
      />
    </Card>
  );
}

function sortOf(order: string): SortState {
  return order === ""
    ? { key: null, isDescending: true }
    : { key: order.replace(/^-/, ""), isDescending: order.startsWith("-") };
}

function columnsOf(
  facts: ProfileFacts,
  total: number,
): readonly Column<Entry>[] {
  return [
    ...valueColumn<Entry>("flat", "Flat", facts, total, (row) => row.flat),
    ...valueColumn<Entry>("cum", "Cum", facts, total, (row) => row.cum),
    {
      key: "name",
      label: "Name",
      value: (row) => row.name,
      show: (row) => <EntryName name={row.name} mark={row.mark} />,
    },
  ];
}
