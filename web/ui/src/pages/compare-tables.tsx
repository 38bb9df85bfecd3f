import { useState } from "preact/hooks";
import {
  COMPARED_TABLES,
  type ComparedRow,
  type ComparedTable,
  type Comparison,
} from "../api/compare";
import { DELAY_KINDS } from "../api/profile";
import { Card } from "../components/card";
import { DataTable, type Column } from "../components/data-table";
import { KIND_LABEL } from "../components/flame/amounts";
import { Link } from "../components/link";
import { nanosColumn } from "../components/table-cells";
import { formatChange, formatRatio, perSecond } from "../format/change";
import { formatCount } from "../format/number";
import { literally } from "../format/pattern";
import { STATE_KEYS, STATE_LABEL, type StateKey } from "../model/states";
import { route } from "../url/router";
import { oneOf, type UrlState } from "../url/state";

/** Of each table, until all are asked for. */
const ROWS_SHOWN = 15;

interface TableFacts {
  readonly title: string;
  /** What a row is, and what is counted. */
  readonly head: string;
  readonly counted: string;
  readonly name: (row: ComparedRow) => string;
  /** Where the opened trace tells more. */
  readonly place: (row: ComparedRow) => Partial<UrlState> | null;
  readonly isWide?: boolean;
}

const TABLES: Readonly<Record<ComparedTable, TableFacts>> = {
  states: {
    title: "All threads by state",
    head: "State",
    counted: "Threads",
    name: ({ subject }) => stateLabel(subject),
    place: ({ subject }) => statesOnTimeline(subject, ""),
  },
  waitKinds: {
    title: "Waits by kind",
    head: "Kind",
    counted: "Waits",
    name: ({ subject }) =>
      KIND_LABEL[oneOf(DELAY_KINDS, subject) ?? "blocking"],
    place: ({ subject }) => ({ page: "blocking", kind: subject }),
  },
  groups: {
    title: "Threads by name and state",
    head: "Threads, state",
    counted: "Threads",
    name: ({ subject, part }) => `${subject ?? ""}, ${stateLabel(part)}`,
    place: ({ subject, part }) =>
      statesOnTimeline(part, threadsOfGroup(subject ?? "")),
    isWide: true,
  },
  locks: {
    title: "Waited for",
    head: "Lock, threads were",
    counted: "Waits",
    name: ({ subject, part }) => `${known(subject)}, ${stateLabel(part)}`,
    place: ({ subject, part }) => ({
      page: "locks",
      kind: "class",
      type: `${part ?? ""} ${subject ?? ""}`,
    }),
  },
  io: {
    title: "Read and wrote",
    head: "Host or file, operation",
    counted: "Operations",
    name: ({ subject, part }) => `${known(subject)}, ${part ?? ""}`,
    place: () => ({ page: "io" }),
  },
  gc: {
    title: "GC pauses by cause",
    head: "Cause",
    counted: "Pauses",
    name: ({ subject }) => known(subject),
    place: () => ({ page: "gc" }),
  },
  tasks: {
    title: "Tasks by type",
    head: "Task",
    counted: "Tasks",
    name: ({ subject }) => known(subject),
    place: ({ subject }) => ({ page: "tasks", type: subject }),
  },
  regions: {
    title: "Regions by type",
    head: "Region",
    counted: "Regions",
    name: ({ subject }) => known(subject),
    place: ({ subject }) => ({ page: "regions", type: subject }),
  },
};

/** Tables of both traces, in pairs; those that neither trace fills are left out. */
export function CompareTables({
  comparison,
}: {
  readonly comparison: Comparison;
}) {
  const tables = COMPARED_TABLES.filter(
    (table) => comparison[table].length > 0,
  );
  return (
    <>
      {tables.map((table) => (
        <TableCard key={table} table={table} comparison={comparison} />
      ))}
    </>
  );
}

interface TableCardProps {
  readonly table: ComparedTable;
  readonly comparison: Comparison;
}

function TableCard({ table, comparison }: TableCardProps) {
  const [isWhole, setIsWhole] = useState(false);
  const { title, isWide } = TABLES[table];
  const rows = comparison[table];
  return (
    <Card
      title={title}
      note="largest change first"
      class={isWide ? "span-12" : "span-6"}
    >
      <DataTable
        caption={title}
        columns={columnsOf(TABLES[table], comparison)}
        rows={isWhole ? rows : rows.slice(0, ROWS_SHOWN)}
        rowKey={({ subject, part }) => `${subject} ${part}`}
        empty="Nothing in either trace."
        canCopy
      />
      {!isWhole && rows.length > ROWS_SHOWN && (
        <button type="button" class="button" onClick={() => setIsWhole(true)}>
          Show {formatCount(rows.length - ROWS_SHOWN)} more
        </button>
      )}
    </Card>
  );
}

function columnsOf(
  facts: TableFacts,
  { first, second }: Comparison,
): readonly Column<ComparedRow>[] {
  const before = (row: ComparedRow) => perSecond(row.firstNanos, first);
  const after = (row: ComparedRow) => perSecond(row.secondNanos, second);
  return [
    {
      key: "name",
      label: facts.head,
      value: facts.name,
      show: (row) => (
        <Named name={facts.name(row)} place={placeIn(facts, row)} />
      ),
    },
    countColumn("firstCount", `${facts.counted} A`),
    countColumn("secondCount", `${facts.counted} B`),
    nanosColumn("firstNanos", "Time A", (row) => row.firstNanos),
    nanosColumn("secondNanos", "Time B", (row) => row.secondNanos),
    {
      key: "change",
      label: "Change",
      hint: "Time per second of B less time per second of A",
      isNumber: true,
      value: (row) => row.changeNanosPerSecond,
      show: ({ changeNanosPerSecond: change }) => <Change rate={change} />,
    },
    {
      key: "ratio",
      label: "B : A",
      hint: "Of the time per second; 1.4× is 40 % more",
      isNumber: true,
      value: (row) => (before(row) === 0 ? null : after(row) / before(row)),
      show: (row) => formatRatio(before(row), after(row)),
    },
  ];
}

/** What is only in A has no place in the trace that the viewer shows. */
function placeIn(
  { place }: TableFacts,
  row: ComparedRow,
): Partial<UrlState> | null {
  return row.secondNanos === 0 && row.secondCount === 0 ? null : place(row);
}

interface NamedProps {
  readonly name: string;
  readonly place: Partial<UrlState> | null;
}

function Named({ name, place }: NamedProps) {
  return place === null ? (
    <span class="mono ellipsis name" title={`${name}: only in A`}>
      {name}
    </span>
  ) : (
    <Link to={place} class="mono ellipsis name" title={name}>
      {name}
    </Link>
  );
}

function Change({ rate }: { readonly rate: number }) {
  const text = formatChange(rate, "nanos");
  if (text === "no change") return <span class="muted">–</span>;
  return <span class={rate < 0 ? "change-less" : "change-more"}>{text}</span>;
}

function countColumn(
  key: "firstCount" | "secondCount",
  label: string,
): Column<ComparedRow> {
  return {
    key,
    label,
    isNumber: true,
    value: (row) => row[key],
    show: (row) => formatCount(row[key]),
  };
}

function stateLabel(key: string | null): string {
  return STATE_LABEL[oneOf(STATE_KEYS, key) ?? "undetermined"];
}

function known(subject: string | null): string {
  return subject ?? "(not recorded)";
}

/** The timeline of the threads that a search finds, with one state in full colour. */
function statesOnTimeline(
  state: string | null,
  query: string,
): Partial<UrlState> {
  const key: StateKey | null = oneOf(STATE_KEYS, state);
  const look = { ...route.value.look, highlight: key === null ? [] : [key] };
  return { page: "timeline", by: "name", query, look };
}

/** A search that finds the threads of a group: a space would end the term, and the star stands for a number. */
function threadsOfGroup(group: string): string {
  const name = group.replace(/^JVM \d+: /, "");
  const pattern = literally(name)
    .replaceAll("\\*", "\\d+")
    .replaceAll(" ", "\\s");
  return `^${pattern}$`;
}
